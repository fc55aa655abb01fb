namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Leaves archives as they are.</summary>
sealed class NoCompression : ArchiveCompression
{
    public override string Suffix => "";

    public override Stream OpenCompressing(Stream target) => target;

    public override Stream OpenDecompressing(Stream source) => source;

    public override string ToString() => nameof(None);
}
