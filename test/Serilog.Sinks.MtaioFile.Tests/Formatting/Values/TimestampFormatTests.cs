using System.Globalization;
using System.Text;
using CsCheck;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Values;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Values;

/// <summary>Compares timestamps with .NET: the kept second must not show in another second nor in another thread.</summary>
public sealed class TimestampFormatTests
{
    static readonly Gen<CultureInfo> Culture = Gen.OneOf(
        CultureInfo.InvariantCulture,
        CultureInfo.GetCultureInfo("cs-CZ"),
        CultureInfo.GetCultureInfo("th-TH"),
        CultureInfo.GetCultureInfo("fa-IR"),
        Cultures.Modified());

    static readonly Gen<(string? Format, CultureInfo Culture, bool IsUtc)> Case = Gen.Select(RandomTimes.Format, Culture, Gen.Bool);

    [Fact]
    public void InstantsInAnyOrderAreWrittenAsDotNetDoes() =>
        Gen.Select(Case, RandomTimes.AnyInstant.Array[1, 30]).Sample(
            (c, instants) => AssertSame(new TimestampFormat(c.Format, c.Culture, c.IsUtc), c, instants), iter: 4000);

    [Fact]
    public void ThreadsCanShareOneTimestampFormat() =>
        Gen.Select(Case, RandomTimes.Instant.Array[50].Array[3]).Sample((c, instants) =>
        {
            var format = new TimestampFormat(c.Format, c.Culture, c.IsUtc);
            Parallel.ForEach(instants, part =>
            {
                for (var round = 0; round < 4; round++) AssertSame(format, c, part);
            });
        }, iter: 60, threads: 1);

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm:ss.fff zzz")]
    [InlineData("HH:mm:ss")]
    [InlineData("o")]
    [InlineData("'at' HH:mm:ss.fffffff")]
    [InlineData(null)]
    public void TimestampsOfTheSameSecondAllocateNothing(string? format)
    {
        var timestamps = new TimestampFormat(format, CultureInfo.InvariantCulture, isUtc: false);
        var lines = new EncodedLines(Encoding.UTF8);
        var start = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.FromHours(1));
        timestamps.Write(start, lines.Writer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            lines.Clear();
            timestamps.Write(start.AddTicks(i * 9_999), lines.Writer);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static void AssertSame(TimestampFormat format, (string? Format, CultureInfo Culture, bool IsUtc) c, DateTimeOffset[] instants)
    {
        var lines = new EncodedLines(LibraryOutput.Utf8);
        foreach (var instant in instants)
        {
            var expected = TextOrNull(() =>
                c.IsUtc ? instant.UtcDateTime.ToString(c.Format, c.Culture) : instant.ToString(c.Format, c.Culture));
            var actual = TextOrNull(() =>
            {
                lines.Clear();
                format.Write(instant, lines.Writer);
                return Encoding.UTF8.GetString(lines.BytesFrom(0));
            });
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>The text; null when .NET refuses the format, or the instant as it is outside the calendar.</summary>
    static string? TextOrNull(Func<string> format)
    {
        try
        {
            return format();
        }
        catch (Exception ex) when (ex is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
