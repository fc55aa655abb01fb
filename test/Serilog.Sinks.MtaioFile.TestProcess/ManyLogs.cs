using System.Diagnostics;
using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.TestProcess;

/// <summary>Many open loggers, each with a file of its own: <c>0.log</c>, <c>1.log</c> and so on.</summary>
sealed class ManyLogs(string folder, int count) : IDisposable
{
    readonly Logger[] _loggers = [.. Enumerable.Range(0, count).Select(i => Open(Path.Combine(folder, $"{i}.log")))];

    public static int Threads
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.Threads.Count;
        }
    }

    /// <summary>Writes the numbers of as many rounds, each to every file.</summary>
    public void Write(int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var logger in _loggers) logger.Information("{Round}", round);
        }
    }

    public void Dispose()
    {
        foreach (var logger in _loggers) logger.Dispose();
    }

    static Logger Open(string path) => new LoggerConfiguration()
        .WriteTo.Fallible(
            to => to.MtaioFile(path, outputTemplate: "{Message:lj}\n"), new PrintingFailureListener())
        .CreateLogger();
}
