namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>How a message shows the values in it.</summary>
/// <param name="Literal">Text without quotation marks.</param>
/// <param name="Json">Values without a format as JSON.</param>
/// <param name="Provider">The culture; null = invariant.</param>
sealed record MessageStyle(bool Literal, bool Json, IFormatProvider? Provider)
{
    public static readonly MessageStyle Plain = new(Literal: false, Json: false, Provider: null);

    /// <summary>The style that the format of {Message} asks for.</summary>
    public static MessageStyle Of(string? format, IFormatProvider? provider) =>
        new(format?.Contains('l', StringComparison.Ordinal) is true, format?.Contains('j', StringComparison.Ordinal) is true, provider);
}
