using OpenTelemetry.Metrics;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>The views that docs/monitoring.md shows.</summary>
static class MeterViews
{
    public static MeterProviderBuilder WithBoundaries(MeterProviderBuilder metrics) =>
        metrics.AddView(
            "serilog.mtaio_file.batch_duration",
            new ExplicitBucketHistogramConfiguration { Boundaries = [0.001, 0.01, 0.1, 1, 10, 60] });

    public static MeterProviderBuilder ForManyFiles(MeterProviderBuilder metrics) =>
        metrics.AddView(instrument => instrument switch
        {
            { Meter.Name: not "Serilog.Sinks.MtaioFile" } => null,
            { Name: "serilog.mtaio_file.batch_duration" } => new ExplicitBucketHistogramConfiguration
            {
                Boundaries = [0.001, 0.01, 0.1, 1, 10, 60],
                TagKeys = [],
            },
            _ => new MetricStreamConfiguration { CardinalityLimit = 20_000 },
        });
}
