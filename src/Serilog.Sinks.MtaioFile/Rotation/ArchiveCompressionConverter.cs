using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Lets configuration binders read the name of a compression.</summary>
sealed class ArchiveCompressionConverter : TextConverter
{
    protected override object Parse(string text)
    {
        if (ArchiveCompression.Named.TryGetValue(text, out var named)) return named;
        throw new FormatException($"{text} is not a compression; allowed are {string.Join(", ", ArchiveCompression.Named.Keys)}");
    }
}
