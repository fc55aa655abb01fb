using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>TransactionRecords on the end record is the number of records with the id in the same file, without the end record.</summary>
public sealed class TransactionRecordsTests : LogUnderTest
{
    const string Template = "{TransactionId:D} {Message:lj} records={TransactionRecords} discarded={DiscardedRecords}\n";

    [Theory]
    [InlineData(false, TransactionMode.Written, true, "5 2")]
    [InlineData(true, TransactionMode.Written, true, "5 2")]
    [InlineData(true, TransactionMode.Grouped, true, "5 2")]
    [InlineData(true, TransactionMode.HeldUntilFailure, false, "5 2")]
    [InlineData(true, TransactionMode.HeldUntilFailure, true, "2 2")]
    [InlineData(false, TransactionMode.HeldUntilFailure, true, "2 2")]
    public void EachFileTellsWhatIsInIt(bool fromLogContext, TransactionMode mode, bool completes, string expected)
    {
        var configuration = new LoggerConfiguration()
            .Filter.ByExcluding(e => e.MessageTemplate.Text == "filtered")
            .WriteTo.MtaioFile(Folder["all.log"], Template)
            .WriteTo.MtaioFile(Folder["warnings.log"], Template, restrictedToMinimumLevel: LogEventLevel.Warning);
        if (fromLogContext) configuration.Enrich.FromLogContext().Enrich.FromLogContext();
        using (var other = new LoggerConfiguration().Enrich.FromLogContext().WriteTo.MtaioFile(Folder["other.log"]).CreateLogger())
        using (var log = configuration.CreateLogger())
        {
            var options = new LogTransactionOptions { Mode = mode, CompletionLevel = LogEventLevel.Warning };
            using var transaction = log.BeginTransaction(options: options);
            foreach (var level in Enum.GetValues<LogEventLevel>().Where(l => l != LogEventLevel.Fatal)) log.Write(level, "record");
            log.Warning("filtered");
            log.Information("record");
            log.Information("record");
            for (var i = 0; i < 100; i++) other.Information("of another logger");
            if (completes) transaction.Complete();
        }
        Assert.Equal(expected, $"{CheckedTotal("all.log")} {CheckedTotal("warnings.log")}");
    }

    [Fact]
    public void RecordsBeyondHeldLimitAreNotCounted()
    {
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(Folder["app.log"], Template).CreateLogger())
        {
            using var transaction = log.BeginTransaction(
                options: new LogTransactionOptions { Mode = TransactionMode.HeldUntilFailure, HeldLimit = 4 });
            for (var i = 0; i < 10; i++) log.Information("record");
            log.Warning("record");
        }
        Assert.Equal(5, CheckedTotal("app.log"));
        Assert.EndsWith(" discarded=6\n", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void RecordsOfAnInnerTransactionHaveTheInnerIdAndAreCountedThere()
    {
        using (var log = new LoggerConfiguration().WriteTo.MtaioFile(Folder["app.log"], Template).CreateLogger())
        {
            log.RunTransaction(_ =>
            {
                log.Information("record");
                log.RunTransaction(_ =>
                {
                    log.Information("record");
                    log.Information("record");
                });
            });
        }
        var ends = Folder.Text("app.log").Split('\n').Where(l => l.Contains("completed", StringComparison.Ordinal));
        Assert.Equal(["2", "1"], ends.Select(l => l.Split("records=")[1].Split(' ')[0]));
    }

    /// <summary>The number on the end record, checked against the lines with the id.</summary>
    int CheckedTotal(string name)
    {
        var lines = Folder.Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var end = lines[^1].Split(' ');
        var total = int.Parse(end[^2]["records=".Length..], System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(total, lines.SkipLast(1).Count(l => l.StartsWith(end[0] + " record", StringComparison.Ordinal)));
        Assert.Equal(total, lines.Length - 1);
        return total;
    }
}
