using Serilog.Core;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>One of many files: its sink is closed now and then, and is opened again for the next line.</summary>
/// <param name="path">The path of the file.</param>
/// <param name="index">Which of the files it is; it decides the options of the sink.</param>
/// <param name="last">The number before that of the first line.</param>
sealed class ShortLivedLog(string path, int index, long last)
{
    public const int MaxBytes = 20_000;

    const string Template = "{Message:lj}\n";

    // The lines of a file are numbered in the order in which they are logged.
    readonly object _gate = new();
    readonly string _prefix = LetterNames.Of(index);
    MtaioFileHandle _handle = new();
    Logger? _logger;
    long _last = last;

    public static bool Rotates(int index) => index % 2 == 1;

    public void Write(int lines, Random random)
    {
        lock (_gate)
        {
            _logger ??= Open();
            for (; lines > 0; lines--)
            {
                _last++;
                _logger.Information(NumberedLine.Template, _prefix, _last, NumberedLine.Fill(_prefix, _last, random.Next(20, 300)));
            }
        }
    }

    /// <summary>
    /// Flushes, and prints <c>prefix number</c> for the last line of before. Another thread may close the sink meanwhile.
    /// </summary>
    public void Acknowledge()
    {
        MtaioFileHandle handle;
        long number;
        lock (_gate) (handle, number) = (_handle, _last);
        handle.FlushAsync().GetAwaiter().GetResult();
        Console.WriteLine($"{_prefix} {number}");
    }

    public void Close()
    {
        lock (_gate)
        {
            _logger?.Dispose();
            _logger = null;
        }
    }

    Logger Open()
    {
        _handle = new MtaioFileHandle();
        // On a busy machine a turn may take long, and no line may be dropped for that.
        var options = new MtaioFileOptions
        {
            Handle = _handle,
            CloseIdleFileAfter = index % 3 == 0 ? TimeSpan.FromSeconds(1) : null,
            ShutdownTimeout = TimeSpan.FromMinutes(5),
            Batching = { BlockTimeout = TimeSpan.FromMinutes(5) },
        };
        var to = new LoggerConfiguration().WriteTo;
        var configuration = Rotates(index)
            ? to.MtaioRotatingFile(path, MaxBytes, backupCount: null, outputTemplate: Template, options: options)
            : to.MtaioFile(path, Template, options: options);
        return configuration.CreateLogger();
    }
}
