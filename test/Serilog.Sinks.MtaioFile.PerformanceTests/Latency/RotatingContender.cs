using Serilog.Core;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Latency;

/// <summary>Ours, rotated every 100 ms, with five compressed archives.</summary>
sealed class RotatingContender : Contender
{
    public const string Name = "mtaio-rotated-gzip";

    readonly MtaioFileHandle _handle = new();
    readonly Logger _log;
    readonly Timer _timer;

    public RotatingContender(Setup setup)
    {
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip };
        _log = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile(
                setup.Path, maxBytes: null, backupCount: 5, rotation: rotation, options: new MtaioFileOptions { Handle = _handle })
            .CreateLogger();
        _timer = new Timer(_ => _handle.RotateAsync(), null, TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(100));
    }

    public long Rotations => _handle.Statistics.Rotations;

    public override void Write(int number) =>
        _log.Information(SampleEvent.Template, number, SampleEvent.Customer, SampleEvent.Elapsed(number));

    public override void Log(string template, object[] values) => _log.Information(template, values);

    /// <exception cref="InvalidDataException">An event was dropped.</exception>
    public override void Dispose()
    {
        _timer.Dispose();
        _log.Dispose();
        if (_handle.Statistics.Accepted != _handle.Statistics.Written) throw new InvalidDataException("not every event was written");
    }
}
