using System.Globalization;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>The format of a hole, analysed once.</summary>
/// <param name="Text">The format; null = none.</param>
sealed record ValueFormat(string? Text)
{
    /// <summary>Longer formats are rare.</summary>
    const int LongestKept = 16;

    public static readonly ValueFormat None = new(Text: null);

    /// <summary>Formats of holes whose templates are not compiled. A newer one replaces an older one in its slot.</summary>
    static readonly ValueFormat?[] Kept = new ValueFormat?[64];

    /// <summary>Whether the format asks for strings without quotation marks.</summary>
    public bool IsLiteral { get; } = string.Equals(Text, "l", StringComparison.Ordinal);

    /// <summary>The number of decimals that a format such as "0.00" asks for; null for other formats.</summary>
    public int? FixedDecimals { get; } = DecimalsOf(Text);

    /// <summary>Whether the format is ASCII alone: only then .NET is sure to format to UTF-8 as it formats to a string.</summary>
    public bool IsAscii { get; } = Text is null || Ascii.IsValid(Text);

    public static ValueFormat Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return text is null ? None : new ValueFormat(text);
        if (text.Length > LongestKept) return new ValueFormat(text);
        ref var slot = ref Kept[((text.Length * 31) + text[0] + (text[^1] * 7)) % Kept.Length];
        if (Volatile.Read(ref slot) is { } kept && string.Equals(kept.Text, text, StringComparison.Ordinal)) return kept;
        var format = new ValueFormat(text);
        Volatile.Write(ref slot, format);
        return format;
    }

    /// <summary>The culture of a provider. The culture of null is the invariant one.</summary>
    /// <returns>False when the provider is not .NET's own <see cref="CultureInfo"/> and may format in its own way.</returns>
    public static bool TryGetCulture(IFormatProvider? provider, out CultureInfo culture)
    {
        culture = provider as CultureInfo ?? CultureInfo.InvariantCulture;
        return provider is null || provider.GetType() == typeof(CultureInfo);
    }

    static int? DecimalsOf(string? format)
    {
        if (format is not ['0', .. var rest]) return null;
        if (rest.Length == 0) return 0;
        var decimals = rest.Length - 1;
        return rest[0] == '.' && decimals is > 0 and <= FixedPoint.MaxDecimals && rest.AsSpan(1).TrimStart('0').IsEmpty ? decimals : null;
    }
}
