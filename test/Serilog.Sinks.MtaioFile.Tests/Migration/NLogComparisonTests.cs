using System.Text;
using Microsoft.Extensions.Time.Testing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>A daily file of NLog, and the configuration of this library that replaces it, side by side.</summary>
[Collection(ProcessWideState.Name)]
public sealed class NLogComparisonTests : IDisposable
{
    const int Days = 10;
    const int EventsADay = 45;

    static readonly Encoding Latin2 = CodePagesEncodingProvider.Instance.GetEncoding("iso-8859-2")!;

    readonly TempFolder _theirs = new();
    readonly TempFolder _ours = new();

    [Fact]
    [Shows("From NLog", "an exception")]
    public async Task TheSameEventsGiveTheSameNumberOfFilesWithTheSameLines()
    {
        await RunAsync(Migrated.Configuration("nlog-async-daily.json"));
        var theirs = TheirFiles();
        var ours = OurFiles();
        Assert.Equal(8, theirs.Length);
        Assert.Equal(8, ours.Length);
        // Serilog shortens the two words to four letters, and an exception has lines of its own.
        Assert.Equal(
            Lines(theirs.Select(f => f.Replace("|System.", "\nSystem.", StringComparison.Ordinal))),
            Lines(ours.Select(f => f.Replace("|EROR|", "|ERROR|", StringComparison.Ordinal)
                .Replace("|FATL|", "|FATAL|", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task WithAnExpressionTemplateEveryByteIsTheSame()
    {
        await RunAsync(ExpressionTemplates.With(Migrated.Configuration("nlog-async-daily.json"), ExpressionTemplates.Shown));
        Assert.Equal(Lines(TheirFiles()), Lines(OurFiles()));
    }

    public void Dispose()
    {
        _theirs.Dispose();
        _ours.Dispose();
    }

    async Task RunAsync(string ourJson)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
        clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        using var theirs = new NLogRun(Migrated.Configuration("nlog-async-daily.config"), _theirs, clock);
        using var ours = Migrated.Open(ourJson, _ours, clock);
        for (var number = 0; number < Days * EventsADay; number++)
        {
            if (number > 0 && number % EventsADay == 0) clock.Advance(TimeSpan.FromDays(1));
            var peerEvent = new PeerEvent(number, clock.GetLocalNow().DateTime);
            theirs.Write(peerEvent);
            ours.Write(peerEvent.ToLogEvent());
            if (number % EventsADay != EventsADay - 1) continue;
            // Both sinks have a queue; what waits in it would be written on the next day.
            theirs.Flush();
            await Migrated.Handle.FlushAsync();
        }
    }

    /// <summary>The contents from the oldest to the newest file. NLog numbers its archives upwards.</summary>
    string[] TheirFiles() => Contents(_theirs, [.. NamesIn(_theirs, "logs/archive"), "logs/shop.log"]);

    /// <summary>The contents from the oldest to the newest file: number 1 is the newest archive.</summary>
    string[] OurFiles() => Contents(_ours, [.. NamesIn(_ours, "logs/archive").Reverse(), "logs/shop.log"]);

    static string[] Contents(TempFolder folder, string[] names) => [.. names.Select(n => Latin2.GetString(folder.Bytes(n)))];

    static string Lines(IEnumerable<string> files) => string.Join("--- the next file\n", files);

    static IEnumerable<string> NamesIn(TempFolder folder, string name) =>
        Directory.EnumerateFiles(folder[name]).Select(f => Path.GetRelativePath(folder.Path, f)).Order(StringComparer.Ordinal);
}
