using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

public sealed partial class ReportPageTests
{
    static readonly string Page = ReportPage.Of(SampleReport.Content());

    static readonly XElement Root = Parse(Page);

    static readonly ReportContent Empty = new("app.log", new LogSummary([]), new("Complete", Gravity.None), Some.Noon);

    [Fact]
    public void ThePageIsWellFormed()
    {
        Assert.Equal("html", Root.Name.LocalName);
        Parse(ReportPage.Of(Empty));
        Parse(ReportPage.Of(SampleReport.Content(SampleReport.Hostile)));
    }

    [Fact]
    public void WhatTheLogSaysStaysText()
    {
        var page = ReportPage.Of(SampleReport.Content(SampleReport.Hostile));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(NamesOf(Root), NamesOf(Parse(page)));
        var cells = Elements(Parse(page), "th", "td").Select(c => c.Value).ToArray();
        Assert.Contains("<script>alert('x')</script> & \"quoted\" \\u202e\\u0007 </style><!-- ]]> \\ud800", cells);
    }

    [Fact]
    public void NothingIsLoadedAndNothingIsRun()
    {
        Assert.Contains("default-src 'none'", Page);
        Assert.DoesNotContain("http://", Page);
        Assert.DoesNotContain("https://", Page);
        Assert.Empty(Elements(Root, "script", "link", "img", "iframe", "object", "base"));
        var attributes = Elements(Root).SelectMany(e => e.Attributes()).Select(a => a.Name.LocalName).ToArray();
        Assert.DoesNotContain(attributes, a => a is "style" or "src" || a.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("@import", Page);
    }

    [Fact]
    public void HeadingsAreInOrder()
    {
        var levels = Elements(Root, "h1", "h2", "h3", "h4").Select(h => h.Name.LocalName[1] - '0').ToArray();
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
    }

    [Fact]
    public void EveryTableHasACaptionAndHeadings()
    {
        var tables = Elements(Root, "table").ToArray();
        Assert.True(tables.Length >= 10);
        Assert.All(tables, table =>
        {
            Assert.NotEqual("", Elements(table, "caption").Single().Value);
            Assert.All(Elements(table, "th"), th => Assert.Contains(th.Attribute("scope")?.Value, new[] { "col", "row" }));
            var columns = Elements(table, "thead").Single().Descendants().Count(e => e.Name.LocalName == "th");
            Assert.All(Elements(table, "tbody").Single().Elements(), row => Assert.Equal(columns, row.Elements().Count()));
            var region = table.Parent!;
            Assert.Equal(("region", "0"), (region.Attribute("role")?.Value, region.Attribute("tabindex")?.Value));
        });
    }

    [Fact]
    public void EveryDrawingHasATitleAndADescriptionOrIsHidden() =>
        Assert.All(Elements(Root, "svg"), svg =>
        {
            if (svg.Attribute("aria-hidden")?.Value == "true") return;
            var labels = svg.Attribute("aria-labelledby")!.Value.Split(' ');
            Assert.Equal(labels, svg.Elements().Where(e => e.Name.LocalName is "title" or "desc").Select(e => e.Attribute("id")!.Value));
            Assert.Equal("img", svg.Attribute("role")?.Value);
        });

    [Fact]
    public void EveryIdIsUniqueAndEveryLinkLeadsSomewhere()
    {
        var ids = Elements(Root).Select(e => e.Attribute("id")?.Value).OfType<string>().ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(Elements(Root, "a"), a => Assert.Contains(a.Attribute("href")!.Value.TrimStart('#'), ids));
        Assert.All(
            Elements(Parse(ReportPage.Of(Empty)), "a"),
            a => Assert.Contains($"id=\"{a.Attribute("href")!.Value.TrimStart('#')}\"", ReportPage.Of(Empty)));
    }

    [Fact]
    public void TheVerdictStandsBeforeEverythingElse()
    {
        var verdict = Elements(Root, "div").First();
        Assert.Equal("verdict bad", verdict.Attribute("class")?.Value);
        Assert.StartsWith("Incomplete", verdict.Value.Trim());
    }

    [Fact]
    public void TheFirstHundredFindingsAreShownAndTheOthersCounted()
    {
        var findings = Enumerable.Range(1, 130)
            .Select(i => new ShownFinding("Missing number", Gravity.Fault, new("app.log", i, 0), $"finding {i} of all"));
        var verdict = new LogVerdict("Incomplete", Gravity.Fault) { Findings = [.. findings], FurtherFindings = 5 };
        var page = ReportPage.Of(Empty with { Verdict = verdict });
        Assert.Contains("finding 100 of all", page);
        Assert.DoesNotContain("finding 101 of all", page);
        Assert.Contains("35 findings not shown", page);
        Assert.Contains("88 findings more", page);
    }

    [Fact]
    public void TheBarsOfTheChartAddUpToTheRecordsOfEachBucket()
    {
        var content = SampleReport.Content();
        var buckets = content.Summary.Histogram.Buckets.ToArray();
        var tooltips = Elements(Root, "rect").Where(r => r.Attribute("class")?.Value == "hit" && InWide(r)).Select(r => r.Value).ToArray();
        Assert.Equal(buckets.Length, tooltips.Length);
        Assert.Equal(
            buckets.Select(b => b.Counts.Total),
            tooltips.Select(t => Count().Matches(t).Sum(m => long.Parse(m.Groups[1].Value.Replace(",", "")))));

        static bool InWide(XElement e) => e.Ancestors().Any(a => a.Attribute("class")?.Value == "wide");
    }

    [Fact]
    public void TimesNameTheirZone()
    {
        var tables = Elements(Root, "table").Where(t => Elements(t, "time").Any());
        Assert.All(tables, t => Assert.Contains("(UTC)", Elements(t, "thead").Single().Value));
    }

    [Fact]
    public void TheSameContentMakesTheSamePage() => Assert.Equal(Page, ReportPage.Of(SampleReport.Content()));

    [Fact]
    public void ALogOfManyFilesTemplatesAndTransactionsMakesAPageOfOrdinarySize()
    {
        var summary = new LogSummary(Enumerable.Range(0, 3000).Select(i => new ReportFile($"/var/log/app.log.{i}", 1, 1, null, false)));
        for (var i = 0; i < 30_000; i++)
        {
            var end = new TransactionEnd($"{i}", TransactionEnd.Failed) { Elapsed = TimeSpan.FromSeconds(i), Reason = "no" };
            summary.Add(Some.Record(i * 40, template: $"template {i}", file: $"/var/log/app.log.{i / 10}") with { Transaction = end });
        }
        Assert.InRange(ReportPage.Of(Empty with { Summary = summary }).Length, 50_000, 1_000_000);
    }

    static XElement Parse(string page)
    {
        // Browsers close <title> and <style> at their end tags alone, XML does not know that: the style has no '<' and no '&'.
        using var reader = XmlReader.Create(new StringReader(page), new() { DtdProcessing = DtdProcessing.Ignore });
        return XElement.Load(reader);
    }

    static IEnumerable<string> NamesOf(XElement root) =>
        Elements(root).Select(e => e.Name.LocalName).Distinct().Order(StringComparer.Ordinal);

    static IEnumerable<XElement> Elements(XElement within, params string[] names) =>
        within.DescendantsAndSelf().Where(e => names.Length == 0 || names.Contains(e.Name.LocalName));

    [GeneratedRegex(@"^[A-Z][a-z]+: ([\d,]+)", RegexOptions.Multiline)]
    private static partial Regex Count();
}
