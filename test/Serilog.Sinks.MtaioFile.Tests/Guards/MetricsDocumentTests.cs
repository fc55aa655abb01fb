using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>docs/metrics.md: its table has the instruments that exist.</summary>
[Collection(ProcessWideState.Name)]
public sealed class MetricsDocumentTests : LogInCurrentDirectory
{
    [Fact]
    public void TheTableOfTheDocumentHasEveryInstrument()
    {
        using (var log = OpenPlain()) log.Information("a");
        var published = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == "Serilog.Sinks.MtaioFile") published.Add(instrument.Name);
            },
        };
        listener.Start();
        var shown = Regex.Matches(Snippets.Read("docs/metrics.md"), @"(?m)^\| `(serilog\.[\w.]+)` \|").Select(m => m.Groups[1].Value);
        Assert.Equal(published.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }
}
