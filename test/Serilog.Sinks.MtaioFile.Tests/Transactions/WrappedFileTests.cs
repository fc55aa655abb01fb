using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>A file behind <c>MtaioTransactions</c>, beside a sink of another library: it gets blocks all the same.</summary>
public sealed class WrappedFileTests : LogUnderTest
{
    const int Blocks = 40, Lines = 25;

    static readonly string Filling = new('q', 30);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EachBlockIsInOneFile(bool isBatch)
    {
        var other = new CollectingSink();
        using (var log = Logger(other))
        {
            for (var block = 0; block < Blocks; block++) LogBlock(log, block, isBatch);
        }
        var files = Folder.Names.Select(name => Folder.Text(name).Split('\n').Where(l => l.StartsWith('k')).ToArray()).ToArray();
        Assert.True(files.Length > 3);
        Assert.All(files, lines => Assert.All(lines.GroupBy(BlockOf), block => Assert.Equal(Lines, block.Count())));
        Assert.Equal(Blocks * Lines, files.Sum(lines => lines.Length));
        Assert.Equal(Blocks * Lines, other.Events.Count(e => !e.IsEnd()));
    }

    [Fact]
    public void NoOtherEventIsBetweenTheEventsOfABlock()
    {
        using (var log = Logger(new CollectingSink()))
        {
            void LogSome(int thread)
            {
                for (var i = 0; i < 50; i++)
                {
                    log.Information("single");
                    LogBlock(log, (thread * 1000) + i, isBatch: true);
                }
            }

            Hang.Fails([.. Enumerable.Range(0, 4).Select<int, Action>(thread => () => LogSome(thread))]);
        }
        foreach (var name in Folder.Names)
        {
            var lines = Folder.Text(name).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < lines.Length; i += lines[i].StartsWith('k') ? Lines : 1)
            {
                if (!lines[i].StartsWith('k')) continue;
                Assert.Single(lines.Skip(i).Take(Lines).Select(BlockOf).Distinct());
                Assert.Equal(Lines, lines.Skip(i).Take(Lines).Count());
            }
        }
    }

    static string BlockOf(string line) => line.Split(' ')[0];

    static void LogBlock(ILogger log, int block, bool isBatch)
    {
        var lines = Enumerable.Range(0, Lines).Select(line => $"k{block} {line} {Filling}");
        if (isBatch)
        {
            log.WriteBatch(LogEventLevel.Information, lines);
            return;
        }
        using var group = log.BeginGroup("group");
        foreach (var line in lines) log.Information("{Line:l}", line);
    }

    Serilog.Core.Logger Logger(CollectingSink other) => new LoggerConfiguration()
        .WriteTo.MtaioTransactions(to => to
            .Sink(other)
            .WriteTo.MtaioRotatingFile(
                LogPath, maxBytes: 10_000, backupCount: null, outputTemplate: Some.LineTemplate, options: Patient.Options()))
        .CreateLogger();
}
