using System.Text.RegularExpressions;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Tool.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tool.Tests.Report;

/// <summary>Reports about logs that the library has just written.</summary>
public sealed partial class WrittenLogTests
{
    const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    public static TheoryData<string, string> Formats() => new()
    {
        { "json", "Order {Id} taken" },
        { "text", "Order ▪ taken" },
    };

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task ALogWithNumbersArchivesAndTransactionsIsReportedAsComplete(string format, string template)
    {
        using var folder = new TempFolder();
        await WriteLogAsync(folder["app.log"], format == "json" ? new CompactJsonFormatter() : new MessageTemplateTextFormatter(Template));
        Assert.Contains("app.log.1", folder.Names);
        var run = await ToolRun.Of("report", folder.Path, "-o", folder["report.html"]);
        Assert.Equal("", run.Error);
        var page = await File.ReadAllTextAsync(folder["report.html"]);
        Assert.Contains("<p class=\"word\">Complete</p>", page);
        Assert.Matches($"{Regex.Escape(template)}</th>\n<td class=\"n\">100</td>", page);
        Assert.Contains("3 transactions ended: 2 completed,\n1 failed, 0 canceled.", page);
        Assert.Contains("out of stock", page);
        Assert.Matches("1 to 103</td>\n<td class=\"w\">orderly</td>", page);
        Assert.Equal(2, RunBegins().Count(page));
    }

    static async Task WriteLogAsync(string path, ITextFormatter formatter)
    {
        await using var log = new LoggerConfiguration()
            .AuditTo.MtaioRotatingFile(
                formatter, path, maxBytes: 6000, backupCount: 50, options: new MtaioFileOptions { Sequence = true })
            .CreateLogger();
        for (var i = 0; i < 100; i++) log.Information("Order {Id} taken", i);
        log.RunTransaction(_ => { }, "first");
        log.RunTransaction(_ => { }, "second");
        log.RunTransaction(transaction => transaction.Fail("out of stock"), "third");
    }

    /// <summary>One for each of the two drawings.</summary>
    [GeneratedRegex("<path class=\"run\"")]
    private static partial Regex RunBegins();
}
