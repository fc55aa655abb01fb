using System.Diagnostics.Metrics;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Listens to the meter of the library, as an exporter does, and tells what it says of one file.</summary>
sealed class Metrics : IDisposable
{
    readonly MeterListener _listener = new();
    readonly string _path;
    readonly Dictionary<string, long> _values = [];
    readonly List<double> _batches = [];

    public Metrics(string path)
    {
        _path = path;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Serilog.Sinks.MtaioFile") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            if (Tag(tags, "file.path") == _path)
            {
                _values[$"{instrument.Name} {Tag(tags, "serilog.drop_reason")} {Tag(tags, "serilog.level")}".Trim()] = value;
            }
        });
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            if (Tag(tags, "file.path") != _path) return;
            lock (_batches)
            {
                if (instrument is Histogram<double>) _batches.Add(value);
                else QueueFill = value;
            }
        });
        _listener.Start();
    }

    /// <summary>The durations that were recorded, in seconds.</summary>
    public IReadOnlyList<double> Batches
    {
        get
        {
            lock (_batches) return [.. _batches];
        }
    }

    /// <summary>How full the queue was when the totals were read last; null = there was none.</summary>
    public double? QueueFill { get; private set; }

    /// <summary>Every total by its name without what all names begin with, reason and level behind it.</summary>
    public IReadOnlyDictionary<string, long> Read()
    {
        _values.Clear();
        QueueFill = null;
        _listener.RecordObservableInstruments();
        return _values.ToDictionary(v => v.Key["serilog.mtaio_file.".Length..], v => v.Value);
    }

    public void Dispose() => _listener.Dispose();

    static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == name) return tag.Value as string;
        }
        return null;
    }
}
