using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Composition;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>The words of four letters that an output template writes for levels.</summary>
static class Words
{
    public static string Of(LogEventLevel level)
    {
        using var output = new StringWriter();
        var logEvent = new LogEvent(DateTimeOffset.UnixEpoch, level, null, new MessageTemplate([new TextToken("a")]), []);
        OutputTemplate.Formatter("{Level:u4}", formatProvider: null).Format(logEvent, output);
        return $"{output}";
    }
}
