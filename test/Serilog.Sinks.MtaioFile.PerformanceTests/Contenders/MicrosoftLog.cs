using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>Events for Microsoft's logging whose templates are not known when the program is compiled.</summary>
static class MicrosoftLog
{
    static readonly Func<string, Exception?, string> Text = (message, _) => message;

    public static void Write(Microsoft.Extensions.Logging.ILogger log, string template, object[] values)
    {
        var message = values.Length == 0 ? template : string.Format(CultureInfo.InvariantCulture, template, values);
        log.Log(LogLevel.Information, default, message, null, Text);
    }
}
