using System.ComponentModel;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Checks;

/// <summary>Lets configuration binders read a value from its text.</summary>
abstract class TextConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? Parse(text) : base.ConvertFrom(context, culture, value);

    /// <exception cref="FormatException">The text is no value.</exception>
    protected abstract object Parse(string text);
}
