using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>How many archives are kept by count, age and total bytes.</summary>
public sealed class RetentionPolicyTests
{
    static readonly DateTimeOffset Now = Some.Instant;

    static readonly Gen<ArchiveFacts[]> Archives =
        Gen.Select(Gen.Long[0, 50], Gen.Int[-20, 100], (bytes, hours) => new ArchiveFacts(bytes, Now.AddHours(-hours))).Array[0, 12];

    [Fact]
    public void WithoutLimitsAllArchivesAreKept()
    {
        var policy = new RetentionPolicy(Count: null, Age: null, TotalBytes: null);
        Assert.False(policy.HasLimits);
        Assert.Equal([true, true], policy.Keeps([Aged(1), Aged(10_000)], Now));
    }

    [Fact]
    public void AnArchiveExactlyAtTheAgeLimitIsKept()
    {
        var policy = new RetentionPolicy(Count: null, TimeSpan.FromHours(24), TotalBytes: null);
        Assert.Equal([true, false], policy.Keeps([new(10, Now.AddHours(-24)), new(10, Now.AddHours(-24).AddSeconds(-1))], Now));
    }

    [Fact]
    public void AnArchiveFromTheFutureIsKept() =>
        Assert.Equal([true], new RetentionPolicy(Count: null, TimeSpan.FromHours(1), TotalBytes: null).Keeps([Aged(-24)], Now));

    [Fact]
    public void TheNewestArchivesWhoseTotalIsWithinTheLimitAreKept() =>
        Assert.Equal(
            [true, true, false, false],
            new RetentionPolicy(Count: null, Age: null, 25).Keeps([Sized(10), Sized(10), Sized(10), Sized(1)], Now));

    [Fact]
    public void ATotalOfExactlyTheLimitIsKept() =>
        Assert.Equal([true, true], new RetentionPolicy(Count: null, Age: null, 20).Keeps([Sized(10), Sized(10)], Now));

    [Fact]
    public void SizesNearTheLargestNumberDoNotOverflow() =>
        Assert.Equal(
            [true, false],
            new RetentionPolicy(Count: null, Age: null, long.MaxValue).Keeps([Sized(long.MaxValue), Sized(long.MaxValue)], Now));

    [Theory]
    [InlineData(2, 100, 2)]
    [InlineData(5, 3, 3)]
    public void TheStricterOfCountAndAgeDecides(int count, int ageInHours, int kept)
    {
        var policy = new RetentionPolicy(count, TimeSpan.FromHours(ageInHours), TotalBytes: null);
        Assert.Equal(kept, policy.Keeps([Aged(1), Aged(2), Aged(3), Aged(4), Aged(5)], Now).Count(k => k));
    }

    [Fact]
    public void ANumberThatShiftsIsThePlaceOfItsArchiveAndOthersAreCounted()
    {
        var policy = new RetentionPolicy(Count: 4, Age: null, TotalBytes: null) { IsShifting = true };
        ArchiveFacts[] archives = [Placed(1), Placed(3), Placed(5), Aged(9), Aged(10), Aged(11)];
        Assert.Equal([true, true, false, true, true, false], policy.Keeps(archives, Now));

        static ArchiveFacts Placed(int place) => Aged(1) with { Place = place };
    }

    [Fact]
    public void WhatIsKeptIsWithinEachLimit() =>
        Gen.Select(Archives, Gen.Int[0, 10], Gen.Int[1, 90], Gen.Long[0, 200]).Sample(
            (archives, count, hours, bytes) =>
            {
                var age = TimeSpan.FromHours(hours);
                var keeps = new RetentionPolicy(count, age, bytes).Keeps(archives, Now);
                var kept = archives.Where((_, i) => keeps[i]).ToArray();
                Assert.True(kept.Length <= count);
                Assert.True(kept.Sum(a => a.Bytes) <= bytes);
                Assert.All(kept, a => Assert.True(Now - a.LastWrite <= age));
                Assert.All(kept.Select(a => Array.IndexOf(archives, a)), i => Assert.True(Now - archives[i].LastWrite <= age));
            },
            threads: 1);

    [Fact]
    public void TheLimitOnBytesDeletesTheOldestArchives() =>
        Gen.Select(Archives, Gen.Long[0, 200]).Sample(
            (archives, bytes) =>
            {
                var keeps = new RetentionPolicy(Count: null, Age: null, bytes).Keeps(archives, Now);
                var kept = keeps.TakeWhile(k => k).Count();
                Assert.DoesNotContain(true, keeps.Skip(kept));
                if (kept < archives.Length) Assert.True(archives.Take(kept + 1).Sum(a => a.Bytes) > bytes);
            },
            threads: 1);

    static ArchiveFacts Aged(int hours) => new(10, Now.AddHours(-hours));

    static ArchiveFacts Sized(long bytes) => new(bytes, Now);
}
