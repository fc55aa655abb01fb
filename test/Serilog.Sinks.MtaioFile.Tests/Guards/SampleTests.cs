using System.Diagnostics;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Runs the sample application.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task TheSampleFindsEveryRequestInItsFilesInBothRuns()
    {
        using var folder = new TempFolder();
        for (var run = 1; run <= 2; run++)
        {
            var (exitCode, output, errors) = await RunSampleIn(folder.Path);
            Assert.True(exitCode == 0, output + errors);
            Assert.Equal("", errors);
            Assert.Contains("\n10,000 requests sent", output, StringComparison.Ordinal);
            Assert.Contains("All checks passed", output, StringComparison.Ordinal);
            Assert.DoesNotContain("FAIL", output, StringComparison.Ordinal);
            Assert.Equal(2, Regex.Count(output, @"(?m)^\S+(app\.log|events\.clef): complete\r?$"));
        }
        Assert.Equal(["logs"], folder.Names);
        string[] names = [.. Directory.EnumerateFiles(folder["logs"]).Select(f => Path.GetFileName(f)!)];
        string[] archives = [.. Enumerable.Range(1, names.Length - 4).Select(n => $"app.log.{n}")];
        string[] expected = ["app.log", .. archives, "errors.log", "events.clef", "report.html"];
        Assert.Equal(expected.Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
        Assert.InRange(archives.Length, 5, 20);
    }

    static async Task<(int ExitCode, string Output, string Errors)> RunSampleIn(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [Repository.BuiltSample("Sample"), folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["LC_ALL"] = "C" },
        };
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(5));
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            process.Kill();
        }
    }
}
