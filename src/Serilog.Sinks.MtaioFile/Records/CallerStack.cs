using System.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>Captures the stack of a logging call: at most 32 frames, beginning with the method that logged.</summary>
static class CallerStack
{
    const int MaxFrames = 32;
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
        "Serilog.Extensions.Hosting.",
        "Serilog.Extensions.Logging.",
        "Microsoft.Extensions.Logging.",
    ];

    public static string Capture()
    {
        var stack = new StackTrace(skipFrames: 1, fNeedFileInfo: true).ToString();
        var frames = stack.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        return string.Join(Environment.NewLine, frames.SkipWhile(IsOfLogger).Take(MaxFrames));
    }

    /// <summary>Whether a frame belongs to a logger. Its text decides, because Native AOT does not tell the method of a frame.</summary>
    static bool IsOfLogger(string frame) =>
        frame.StartsWith(FrameStart, StringComparison.Ordinal)
        && LoggerPrefixes.Any(p => frame.AsSpan(FrameStart.Length).StartsWith(p, StringComparison.Ordinal));
}
