using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Instants written as text: <c>Utc.At("2024-03-01T10:00Z")</c>.</summary>
static class Utc
{
    public static DateTimeOffset At(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
