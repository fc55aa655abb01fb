using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>docs/shipping.md presents nothing as tested that no test runs.</summary>
public sealed class ShippingDocumentTests
{
    [Fact]
    public void EveryTestedConfigurationIsRunByATest()
    {
        string[] files = ["Shipping/RsyslogTests.cs", "Faults/LogrotateTests.cs"];
        var tests = string.Concat(files.Select(f => Snippets.Read($"test/Serilog.Sinks.MtaioFile.Tests/{f}")));
        Assert.Equal(6, ShippingDocument.TestedTitles.Count);
        foreach (var title in ShippingDocument.TestedTitles) Assert.Contains($"\"{title}\"", tests, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryCommandIsInASectionWhoseCommandsAreRun() =>
        Assert.Equal(
            CodeBlock.In(Snippets.Read("docs/shipping.md"), "sh").Length,
            new[] { "rsyslog", "lnav", "jq" }.Sum(s => ShippingDocument.Commands(s).Count));

    [Fact]
    public void ConfigurationsThatNoTestRunsAreMarked()
    {
        var untested = Snippets.Read("docs/shipping.md").Split("\n## Other collectors\n")[1];
        Assert.StartsWith("\n**No test of the project's CI runs these programs**", untested, StringComparison.Ordinal);
        Assert.Contains("\nother three have not been run at all:**", untested, StringComparison.Ordinal);
        foreach (var program in new[] { "Fluent Bit", "Vector", "OpenTelemetry Collector", "Filebeat" })
        {
            Assert.Contains($"\n**{program}", untested, StringComparison.Ordinal);
        }
    }
}
