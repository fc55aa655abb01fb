using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

/// <summary>What a real browser makes of the page.</summary>
public sealed class BrowserTests(HeadlessBrowser browser) : IClassFixture<HeadlessBrowser>
{
    const string Reachable =
        "reached = [...document.querySelectorAll('a, summary, [tabindex]')].filter(e => !e.matches('details .scroll'))";

    [BrowserFact]
    public async Task TheBrowserHasNothingToComplainAbout()
    {
        var page = ReportPage.Of(SampleReport.Content(SampleReport.Hostile));
        foreach (var (width, colours, medium) in new[] { (1280, "light", "screen"), (390, "dark", "screen"), (800, "dark", "print") })
        {
            await browser.ShowAsync(page, width, colours, medium);
            Assert.Equal("Log report: app.log", await browser.EvaluateAsync<string>("document.title"));
            Assert.True(await browser.EvaluateAsync<int>("document.querySelectorAll('table').length") >= 10);
            Assert.Equal(0, await browser.EvaluateAsync<int>("document.scripts.length"));
            Assert.Empty(browser.Console);
        }
    }

    [BrowserFact]
    public async Task ABreachOfThePolicyIsSeenInTheConsoleAndDoesNothing()
    {
        var hostile = ReportPage.Of(SampleReport.Content()).Replace(
            "<main>", "<main><script>document.title = 'changed'</script><p style='color: red'>x</p>", StringComparison.Ordinal);
        await browser.ShowAsync(hostile, 1280);
        Assert.Equal("Log report: app.log", await browser.EvaluateAsync<string>("document.title"));
        Assert.Equal(2, browser.Console.Count);
    }

    [BrowserFact]
    public async Task NothingIsWiderThanTheWindow()
    {
        var page = ReportPage.Of(SampleReport.Content(SampleReport.Hostile + new string('x', 500)));
        foreach (var width in new[] { 1280, 800, 390, 320 })
        {
            await browser.ShowAsync(page, width);
            Assert.InRange(await browser.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, width);
            var drawing = width > 736 ? "wide" : "narrow";
            var script = $"document.querySelector('.{drawing} svg').getBoundingClientRect().width";
            Assert.InRange(await browser.EvaluateAsync<double>(script), 250, width);
        }
    }

    [BrowserFact]
    public async Task TheTabKeyReachesEveryLinkAndEveryTableInOrder()
    {
        await browser.ShowAsync(ReportPage.Of(SampleReport.Content()), 1280);
        // The table of figures is closed: what is in it is reached when it is opened.
        var count = await browser.EvaluateAsync<int>($"{Reachable}; reached.length");
        Assert.InRange(count, 15, 60);
        for (var i = 0; i < count; i++)
        {
            await browser.PressTabAsync();
            Assert.Equal(i, await browser.EvaluateAsync<int>("reached.indexOf(document.activeElement)"));
            Assert.Equal("solid", await browser.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle"));
        }
    }

    [BrowserFact]
    public async Task OnPaperEveryColumnIsSeenAndTheMenuIsNot()
    {
        await browser.ShowAsync(ReportPage.Of(SampleReport.Content()), 690, "dark", "print");
        Assert.Equal("rgb(255, 255, 255)", await browser.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal("none", await browser.EvaluateAsync<string>("getComputedStyle(document.querySelector('nav')).display"));
        Assert.True(await browser.EvaluateAsync<bool>("document.querySelector('.more table').getBoundingClientRect().height > 0"));
        Assert.InRange(await browser.EvaluateAsync<int>("document.documentElement.scrollWidth"), 1, 690);
    }
}
