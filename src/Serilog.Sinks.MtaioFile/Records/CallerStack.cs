using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Describes where a logging call was made: the stack of its thread without the loggers' own part, at most 32 frames.</summary>
static class CallerStack
{
    const int MostFrames = 32;
    const string FrameStart = "   at ";

    static readonly string[] LoggerPrefixes =
    [
        "Serilog.Core.",
        "Serilog.Log.",
        "Serilog.ILogger.",
        "Serilog.LoggerExtensions.",
        "Serilog.LoggerBatchExtensions.",
        "Serilog.LoggerTransactionExtensions.",
        "Serilog.Sinks.MtaioFile.LogTransaction.",
        "Serilog.Sinks.MtaioFile.Transactions.",
        "Serilog.Sinks.MtaioFile.Records.",
        "Serilog.Extensions.Logging.",
        "Microsoft.Extensions.Logging.",
    ];

    public static string Capture()
    {
        var frames = new StackTrace(skipFrames: 1, fNeedFileInfo: true).ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(Environment.NewLine, frames.SkipWhile(IsLoggers).Take(MostFrames));
    }

    /// <summary>Told by the text, which Native AOT has too.</summary>
    static bool IsLoggers(string frame) =>
        frame.StartsWith(FrameStart, StringComparison.Ordinal) && LoggerPrefixes.Any(p => frame.AsSpan(FrameStart.Length).StartsWith(p, StringComparison.Ordinal));
}
