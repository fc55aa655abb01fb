using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tool.Report;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

/// <summary>What a real browser makes of the page.</summary>
public sealed class BrowserTests
{
    [BrowserFact]
    public void TheBrowserShowsThePageAndHasNothingToComplainAbout()
    {
        var (page, complaints) = Open(ReportPage.Of(SampleReport.Content(SampleReport.Hostile)));
        Assert.Empty(complaints);
        Assert.Contains("Incomplete: 3 records are missing", page);
        Assert.Contains("</table>", page);
    }

    [BrowserFact]
    public void ABrokenPolicyWouldBeSeen()
    {
        var page = ReportPage.Of(SampleReport.Content()).Replace("<main>", "<main><script>1</script>", StringComparison.Ordinal);
        Assert.NotEmpty(Open(page).Complaints);
    }

    static (string Page, string[] Complaints) Open(string page)
    {
        var folder = Directory.CreateTempSubdirectory("mtaiolog-");
        try
        {
            var file = Path.Combine(folder.FullName, "report.html");
            File.WriteAllText(file, page);
            return Run(folder.FullName, file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static (string Page, string[] Complaints) Run(string profile, string file)
    {
        var start = new ProcessStartInfo(BrowserFactAttribute.Browser!)
        {
            ArgumentList =
            {
                "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", $"--user-data-dir={profile}",
                "--enable-logging=stderr", "--v=0", "--dump-dom", new Uri(file).AbsoluteUri,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var browser = Process.Start(start)!;
        var complaints = browser.StandardError.ReadToEndAsync();
        var page = browser.StandardOutput.ReadToEnd();
        browser.WaitForExit();
        return (page, [.. complaints.Result.Split('\n').Where(l => l.Contains("CONSOLE", StringComparison.Ordinal))]);
    }
}

/// <summary>A test that needs a browser; elsewhere it is skipped with the reason.</summary>
sealed class BrowserFactAttribute : FactAttribute
{
    static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "chrome"];

    public BrowserFactAttribute() => Skip = Browser is null ? "needs chromium" : null;

    public static string? Browser { get; } = (
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        from name in Names
        let program = Path.Combine(folder, name)
        where File.Exists(program)
        select program).FirstOrDefault();
}
