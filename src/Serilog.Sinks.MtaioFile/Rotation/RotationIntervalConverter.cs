using System.ComponentModel;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Lets configuration binders read an interval.</summary>
sealed class RotationIntervalConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? RotationInterval.Parse(text) : base.ConvertFrom(context, culture, value);
}
