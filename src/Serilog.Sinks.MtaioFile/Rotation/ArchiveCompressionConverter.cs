using System.ComponentModel;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Lets configuration binders read the name of a compression.</summary>
sealed class ArchiveCompressionConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value)
    {
        if (value is not string text) return base.ConvertFrom(context, culture, value);
        if (ArchiveCompression.Named.TryGetValue(text, out var named)) return named;
        throw new FormatException($"{text} is not a compression; allowed are {string.Join(", ", ArchiveCompression.Named.Keys)}");
    }
}
