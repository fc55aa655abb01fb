using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>What the real SDK of OpenTelemetry gives to an exporter.</summary>
sealed class CollectedMetrics : IDisposable
{
    readonly Exporter _exporter = new();
    readonly MeterProvider _provider;

    /// <param name="configure">Adds views.</param>
    public CollectedMetrics(Func<MeterProviderBuilder, MeterProviderBuilder>? configure = null)
    {
        var builder = Sdk.CreateMeterProviderBuilder()
            .AddMeter("Serilog.Sinks.MtaioFile")
            .AddReader(new BaseExportingMetricReader(_exporter));
        _provider = (configure?.Invoke(builder) ?? builder).Build();
    }

    /// <summary>The series of an instrument, after a new collection.</summary>
    public List<Series> Collect(string instrument)
    {
        _exporter.All.Clear();
        Assert.True(_provider.ForceFlush());
        return [.. _exporter.All.Where(s => s.Instrument == $"serilog.mtaio_file.{instrument}")];
    }

    public void Dispose() => _provider.Dispose();

    /// <summary>One combination of tags.</summary>
    /// <param name="Instrument">The name of the instrument.</param>
    /// <param name="Path">The tag file.path; null = the series has none.</param>
    /// <param name="Value">The value, of a histogram the number of its records.</param>
    /// <param name="Boundaries">The boundaries of a histogram, in seconds.</param>
    public sealed record Series(string Instrument, string? Path, double Value, double[] Boundaries);

    sealed class Exporter : BaseExporter<Metric>
    {
        public List<Series> All { get; } = [];

        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
            {
                foreach (ref readonly var point in metric.GetMetricPoints()) All.Add(Read(metric, in point));
            }
            return ExportResult.Success;
        }

        static Series Read(Metric metric, in MetricPoint point)
        {
            string? path = null;
            foreach (var tag in point.Tags)
            {
                if (tag.Key == "file.path") path = (string?)tag.Value;
            }
            List<double> boundaries = [];
            if (metric.MetricType == MetricType.Histogram)
            {
                foreach (var bucket in point.GetHistogramBuckets()) boundaries.Add(bucket.ExplicitBound);
            }
            return new Series(metric.Name, path, ValueOf(metric.MetricType, in point), [.. boundaries.SkipLast(1)]);
        }

        static double ValueOf(MetricType type, in MetricPoint point) => type switch
        {
            MetricType.Histogram => point.GetHistogramCount(),
            MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
            _ => point.GetSumLong(),
        };
    }
}
