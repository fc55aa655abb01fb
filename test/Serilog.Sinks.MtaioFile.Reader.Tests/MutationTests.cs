using System.Text;
using CsCheck;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>Whatever happens to a log at random is found, and nothing is found if nothing has happened.</summary>
public sealed class MutationTests
{
    static readonly int Samples = Place.SamplesOfFiles(60);

    public static TheoryData<RecordShape, bool> Shapes() => VerdictTests.Shapes();

    [Theory]
    [MemberData(nameof(Shapes))]
    public void NothingIsFoundInALogThatNobodyChanged(RecordShape shape, bool isChained) =>
        RandomLogs.Of(shape, isChained).Sample(
            log =>
            {
                var verified = Verify(log);
                Assert.Equal([], verified.Places());
                Assert.Equal(log.Files.Sum(f => f.Count), verified.Records);
                Assert.NotEqual(Verdict.Incomplete, verified.Verdict);
            },
            iter: Samples,
            threads: 1);

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ADeletedLineIsFound(RecordShape shape, bool isChained) => IsFound(shape, isChained, (log, random) =>
    {
        var file = log.Files[random % log.Files.Count];
        file.RemoveAt(random % file.Count);
    });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ADeletedFileIsFoundUnlessItIsTheOldest(RecordShape shape, bool isChained) => IsFound(shape, isChained, (log, random) =>
    {
        if (log.Files.Count == 1) log.Files[0].RemoveAt(0);
        else log.Files.RemoveAt(1 + (random % (log.Files.Count - 1)));
    });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ADoubledLineIsFound(RecordShape shape, bool isChained) => IsFound(shape, isChained, (log, random) =>
    {
        var file = log.Files[random % log.Files.Count];
        file.Insert(random % file.Count, file[random % file.Count]);
    });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ALineThatIsCutOffIsFound(RecordShape shape, bool isChained) => IsFound(shape, isChained, (log, random) =>
    {
        var file = log.Files[random % log.Files.Count];
        var index = random % file.Count;
        // In a text without chain, the message may be shorter: only the mark shows it.
        var most = shape == RecordShape.Json || isChained ? file[index].Length - 2 : 20;
        file[index] = file[index][..(1 + (random % most))];
    });

    [Theory]
    [InlineData(RecordShape.Json)]
    [InlineData(RecordShape.Text)]
    public void AChangedByteOfAChainedLogIsFound(RecordShape shape) => IsFound(shape, isChained: true, (log, random) =>
    {
        // What the first record says of the files before it cannot be checked when they are gone.
        var file = log.Files[^1];
        var index = log.Files.Count == 1 ? 1 + (random % (file.Count - 1)) : random % file.Count;
        var bytes = Encoding.Latin1.GetBytes(file[index]);
        bytes[random % bytes.Length] ^= (byte)(1 << (random % 7));
        file[index] = Encoding.Latin1.GetString(bytes);
    });

    [Theory]
    [InlineData(RecordShape.Json)]
    [InlineData(RecordShape.Text)]
    public void SwappedLinesOfAChainedLogAreFound(RecordShape shape) => IsFound(shape, isChained: true, (log, random) =>
    {
        var file = log.Files[random % log.Files.Count];
        var index = random % (file.Count - 1);
        (file[index], file[index + 1]) = (file[index + 1], file[index]);
    });

    [Theory]
    [InlineData(RecordShape.Json, "{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"inserted\"}\n")]
    [InlineData(RecordShape.Json, "inserted\n")]
    [InlineData(RecordShape.Text, "2026-11-27 08:00:00.000 +00:00 [INF] inserted\n")]
    public void AnInsertedLineOfAChainedLogIsFound(RecordShape shape, string line) => IsFound(shape, isChained: true, (log, random) =>
    {
        var file = log.Files[random % log.Files.Count];
        file.Insert(1 + (random % (file.Count - 1)), line);
    });

    static void IsFound(RecordShape shape, bool isChained, Action<HandLog, int> mutate) =>
        Gen.Select(RandomLogs.Of(shape, isChained), Gen.Int[0, int.MaxValue]).Sample(
            (log, random) =>
            {
                mutate(log, random);
                var verified = Verify(log);
                Assert.True(verified.Verdict == Verdict.Incomplete, string.Concat(log.Files.SelectMany(f => f.Append("---\n"))));
            },
            iter: Samples,
            threads: 1);

    static LogVerification Verify(HandLog log)
    {
        using var folder = new TempFolder();
        return Verified.At(log.WriteTo(folder));
    }
}
