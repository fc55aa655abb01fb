using System.ComponentModel;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Runs;

/// <summary>Lets configuration binders read a chain.</summary>
sealed class HashChainConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? HashChain.Parse(text) : base.ConvertFrom(context, culture, value);
}
