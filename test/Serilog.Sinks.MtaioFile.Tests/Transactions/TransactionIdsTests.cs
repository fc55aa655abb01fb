using CsCheck;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog.Sinks.MtaioFile.Tests.Transactions;

/// <summary>Ids of transactions sort in the order in which they were made, whatever the clock does.</summary>
public sealed class TransactionIdsTests
{
    [Fact]
    public void IdsSortInTheOrderOfCreationWhateverTheClockDoes() =>
        Gen.Long[-2, 3].List[1, 300].Sample(steps =>
        {
            var ids = new TransactionIds();
            var now = DateTimeOffset.UnixEpoch.AddYears(56);
            var texts = new List<string>();
            foreach (var step in steps) texts.Add($"{ids.Next(now += TimeSpan.FromMilliseconds(step))}");
            Assert.Equal(texts.Order(StringComparer.Ordinal), texts);
            Assert.Equal(texts.Count, texts.Distinct().Count());
        }, iter: 200);

    [Fact]
    public void IdsOfManyThreadsAreUniqueAndEachThreadSeesItsOwnInOrder()
    {
        var ids = new TransactionIds();
        var made = new Guid[4][];
        void Make(int thread) => made[thread] = [.. Enumerable.Range(0, 5000).Select(_ => ids.Next(DateTimeOffset.UtcNow))];
        Hang.Fails([.. Enumerable.Range(0, 4).Select(t => (Action)(() => Make(t)))]);
        Assert.Equal(20_000, made.SelectMany(m => m).Distinct().Count());
        Assert.All(made, m => Assert.Equal(m.OrderBy(i => $"{i}", StringComparer.Ordinal), m));
        Assert.All(made.SelectMany(m => m), i => Assert.Equal((7, 2), (i.Version, i.ToByteArray(bigEndian: true)[8] >> 6)));
    }
}
