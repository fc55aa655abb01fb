using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>A format string of a template, with what is known of it before any value comes.</summary>
/// <param name="Text">The format; null = none.</param>
sealed record ValueFormat(string? Text)
{
    public static readonly ValueFormat None = new(Text: null);

    /// <summary>Asks for text as it is, without quotation marks.</summary>
    public bool IsLiteral { get; } = string.Equals(Text, "l", StringComparison.Ordinal);

    /// <summary>How many digits a format such as "0.00" asks for behind the point; null for other formats.</summary>
    public int? FixedDecimals { get; } = DecimalsOf(Text);

    /// <summary>Whether what .NET makes of it in UTF-8 is sure to be what it makes of it as text.</summary>
    public bool IsPlain { get; } = Text is null || Ascii.IsValid(Text);

    public static ValueFormat Of(string? text) => text is null ? None : new ValueFormat(text);

    /// <summary>The culture to format with.</summary>
    /// <returns>False when values are formatted by code that is not .NET's own.</returns>
    public static bool TryGetCulture(IFormatProvider? provider, out CultureInfo culture)
    {
        culture = provider as CultureInfo ?? CultureInfo.InvariantCulture;
        return provider is null || provider.GetType() == typeof(CultureInfo);
    }

    static int? DecimalsOf(string? format)
    {
        if (format is not ['0', .. var rest]) return null;
        if (rest.Length == 0) return 0;
        return rest[0] == '.' && rest.Length is > 1 and <= FixedPoint.MostDecimals + 1 && rest.AsSpan(1).TrimStart('0').IsEmpty ? rest.Length - 1 : null;
    }
}
