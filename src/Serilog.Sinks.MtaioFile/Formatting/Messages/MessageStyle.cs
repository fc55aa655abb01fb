namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>How a message shows the values in its holes.</summary>
/// <param name="IsLiteral">Strings have no quotation marks.</param>
/// <param name="IsJson">Values are JSON where the hole has no format.</param>
/// <param name="Provider">The culture; null = invariant.</param>
sealed record MessageStyle(bool IsLiteral, bool IsJson, IFormatProvider? Provider)
{
    /// <summary>The style that the format of <c>{Message}</c> in an output template asks for.</summary>
    public static MessageStyle Of(string? format, IFormatProvider? provider) => new(
        format?.Contains('l', StringComparison.Ordinal) is true,
        format?.Contains('j', StringComparison.Ordinal) is true,
        provider);
}
