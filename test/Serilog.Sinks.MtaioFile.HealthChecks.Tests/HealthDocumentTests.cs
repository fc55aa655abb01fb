using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.HealthChecks.Tests;

/// <summary>The program of docs/metrics.md compiles as pasted and works, and the page has the defaults of the options.</summary>
[Collection(ProcessWideState.Name)]
public sealed class HealthDocumentTests : LogInCurrentDirectory
{
    [Fact]
    public void TheExampleOfTheDocumentIsAFileThatCompiles() =>
        Snippets.AssertShown("docs/metrics.md", "test/Serilog.Sinks.MtaioFile.HealthChecks.Tests/HealthCheckProgram.cs", "metrics");

    [Fact]
    public void TheTableOfTheDocumentHasTheDefaults()
    {
        var options = new MtaioFileHealthOptions();
        string[] rows =
        [
            $"`DropsGoOnFor`, {options.DropsGoOnFor.TotalSeconds} seconds |",
            $"`StalledAfter`, {options.StalledAfter.TotalMinutes} minute |",
            $"`FailuresCountFor`, {options.FailuresCountFor.TotalMinutes} minute |",
            FormattableString.Invariant($"`QueueFillLimit`, {options.QueueFillLimit} |"),
            $"`DropsCountFor`, {options.DropsCountFor.TotalMinutes} minutes |",
        ];
        var page = Snippets.Read("docs/metrics.md");
        Assert.All(rows, row => Assert.Contains(row, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheHealthCheckProgramReportsTheHealthOfItsLogFile()
    {
        using var built = new BuiltHost();
        var running = HealthCheckProgram.RunAsync(["--urls", "http://127.0.0.1:0"]);
        var host = await built.StartedAsync();
        using (var client = BuiltHost.Client(host))
        {
            Assert.Equal("Healthy", await client.GetStringAsync(new Uri("/health", UriKind.Relative)));
        }
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        await running;
        Assert.Contains("Application is shutting down", Folder.Text("logs/app.log"), StringComparison.Ordinal);
    }
}
