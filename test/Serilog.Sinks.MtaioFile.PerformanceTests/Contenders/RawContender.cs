using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

/// <summary>Writes lines that were rendered before, so many at a time: the least that any file logger has to do.</summary>
sealed class RawContender : Contender
{
    readonly SafeFileHandle _file;
    readonly byte[] _lines;
    readonly int _first;

    public RawContender(string path, int first, int count)
    {
        _file = System.IO.File.OpenHandle(path, FileMode.Create, FileAccess.Write);
        _first = first;
        _lines = new byte[count * SampleEvent.LineBytes];
        var time = DateTimeOffset.Now;
        for (var i = 0; i < count; i++)
        {
            var (order, elapsed) = (first + i, SampleEvent.Elapsed(first + i));
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{time:yyyy-MM-dd HH:mm:ss.fff zzz} [INF] Order {order} for {SampleEvent.Customer} took {elapsed:0.0000} ms\n");
            Encoding.UTF8.GetBytes(line, _lines.AsSpan(i * SampleEvent.LineBytes, SampleEvent.LineBytes));
        }
    }

    public override void Write(int number) => WriteSome(number, number + 1);

    protected override void WriteSome(int first, int end)
    {
        var start = (first - _first) * SampleEvent.LineBytes;
        RandomAccess.Write(_file, _lines.AsSpan(start, (end - first) * SampleEvent.LineBytes), start);
    }

    public override void Log(string template, object[] values) => throw new NotSupportedException("its lines are made before");

    public override void Dispose() => _file.Dispose();
}
