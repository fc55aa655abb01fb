using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>The meter through the SDK of OpenTelemetry: which series there are, and the views of docs/monitoring.md.</summary>
public sealed partial class MeterProviderTests : LogUnderTest
{
    static readonly double[] BoundariesOfThePage = [0.001, 0.01, 0.1, 1, 10, 60];

    [Fact]
    public void ThePageShowsTheViews()
    {
        var views = WithoutIndents(Snippets.Read("test/Serilog.Sinks.MtaioFile.Operations.Tests/Monitoring/MeterViews.cs"));
        string[] distinguishing = ["\"serilog.mtaio_file.batch_duration\",\n", "CardinalityLimit"];
        Assert.All(distinguishing, text =>
            Assert.Contains(WithoutIndents(MonitoringDocument.Block("csharp", text)), views, StringComparison.Ordinal));

        static string WithoutIndents(string code) => Indent().Replace(code, "");
    }

    [Fact]
    public async Task TheHistogramHasTheBoundariesOfTheViewElseThoseOfTheMeter()
    {
        using var plain = new CollectedMetrics();
        using var viewed = new CollectedMetrics(MeterViews.WithBoundaries);
        OpenPlain().Information("a");
        await FlushAsync();
        Assert.Equal(BoundariesOfThePage, Of(viewed, "batch_duration")!.Boundaries);
        Assert.Equal((0.0001, 600), (Of(plain, "batch_duration")!.Boundaries[0], Of(plain, "batch_duration")!.Boundaries[^1]));
    }

    [Fact]
    public async Task AProviderThatComesAfterTheSinkGetsAllNumbersAndAClosedFileKeepsThemWithoutAQueue()
    {
        var log = OpenPlain();
        log.Information("a");
        await FlushAsync();
        using var collected = new CollectedMetrics();
        log.Information("b");
        await FlushAsync();
        Assert.Equal((2, 2), (Of(collected, "event_accepted")!.Value, Of(collected, "event_written")!.Value));
        Assert.Equal(0, Of(collected, "queue_fill")!.Value);
        log.Dispose();
        Assert.Equal((2, 0), (Of(collected, "event_written")!.Value, Of(collected, "queue_length")!.Value));
        Assert.Null(Of(collected, "queue_fill"));
    }

    [Fact]
    public async Task FilesBeyondTheLimitOfTheSdkLoseTheirPathsUnlessAViewRaisesIt()
    {
        using var plain = new CollectedMetrics();
        using var viewed = new CollectedMetrics(MeterViews.ForManyFiles);
        for (var i = 0; i < 2_100; i++)
        {
            using (var log = OpenPlain(path: Folder[$"{i}.log"])) log.Information("a");
            if (i % 50 > 0) continue;
            plain.Collect("event_written");
            viewed.Collect("event_written");
        }
        OpenPlain().Information("a");
        await FlushAsync();
        Assert.Null(Of(plain, "event_written"));
        Assert.Equal(1, Of(viewed, "event_written")!.Value);
        Assert.Contains(viewed.Collect("event_written"), s => s.Path == "(other closed files)" && s.Value >= 2_000);
        var histogram = Assert.Single(viewed.Collect("batch_duration"));
        Assert.Equal((null, true), (histogram.Path, histogram.Value >= 2_101));
        Assert.Equal(BoundariesOfThePage, histogram.Boundaries);
        Assert.InRange(plain.Collect("batch_duration").Count, 1_999, 2_001);
    }

    CollectedMetrics.Series? Of(CollectedMetrics metrics, string instrument) =>
        metrics.Collect(instrument).SingleOrDefault(s => s.Path == LogPath);

    [GeneratedRegex("(?m)^ +")]
    private static partial Regex Indent();
}
