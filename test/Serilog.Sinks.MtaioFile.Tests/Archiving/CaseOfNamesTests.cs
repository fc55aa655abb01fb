using CsCheck;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Archiving;

/// <summary>Every naming, by the rules of each system: a name is found in any case, or in its own case alone.</summary>
public sealed class CaseOfNamesTests
{
    const string Active = "Äpp.log";

    static readonly Gen<string> Patterns = Gen.OneOf(
        "{name}.{n}", "{stem}.{n:000}{ext}", "Old-{n:00}-Ödd{ext}", "{stem}.{date}.{n:000}{ext}", "{date:yyyyMM}x{n}.Y", "X{date}z{n}.q");

    static readonly Gen<NameRules> AllRules = Gen.OneOf(NameRules.Linux, NameRules.MacOS, NameRules.Windows);

    static readonly Gen<ArchiveCodec?> Codecs = Gen.Int[0, AllCodecs.AndPlain.Count - 1].Select(i => AllCodecs.AndPlain[i]);

    static readonly Gen<int> Numbers = Gen.Int[1, 2000];

    static readonly Gen<DateTime> Times = Gen.DateTime[new DateTime(2026, 1, 1), new DateTime(2026, 1, 3)];

    [Fact]
    public void AnArchiveIsFoundInAnyCaseWhereTheSystemDoesNotTellNamesApartByIt() =>
        Gen.Select(Patterns, AllRules, Numbers, Times, Codecs, Gen.Int).Sample(
            (pattern, rules, number, time, codec, seed) =>
            {
                var names = NamesOf(pattern, rules);
                var file = FileOf(pattern, number, time, codec);
                AssertFound(rules, names.Format(file), seed, n => names.TryParse(n, out var parsed) ? parsed : null, file);
            },
            iter: 20_000,
            threads: 1);

    [Fact]
    public void AFileThatRollsIsFoundInAnyCaseWhereTheSystemDoesNotTellNamesApartByIt() =>
        Gen.Select(AllRules, Gen.Int[0, 2000], Times, Gen.Bool, Gen.Int).Sample(
            (rules, number, time, isDated, seed) =>
            {
                var names = new RollingNames(new RollingPattern("Äpp", isDated ? StampFormat.Defaults : [], ".log"), rules.Comparison);
                var id = ArchiveId.FirstOf(isDated ? time : DateTime.MinValue, isDated ? StampPrecision.Hour : StampPrecision.None)
                    with { Number = number };
                AssertFound(rules, names.Format(id), seed, n => names.TryParse(n, out var parsed) ? parsed : null, id);
            },
            threads: 1);

    [Fact]
    public void FilesOnTheirWayAreFoundInAnyCaseWhereTheSystemDoesNotTellNamesApartByIt() =>
        Gen.Select(AllRules, Numbers, Times, Gen.Bool, Codecs, Gen.Int).Sample(
            (rules, number, time, isDated, codec, seed) =>
            {
                var id = isDated ? ArchiveId.FirstOf(time, StampPrecision.Day) with { Number = number } : ArchiveId.Numbered(number);
                var pending = new PendingNames(Active, rules.Comparison);
                AssertFound(rules, pending.Format(id), seed, pending.TryParse, id);
                var temporary = new TemporaryNames(Active, codec, rules);
                var name = temporary.New();
                // Only the sink makes these names, so their digits are in lower case; what surrounds them is the name of the log.
                var other = RandomCase(Active, seed) + name[Active.Length..];
                Assert.Equal(rules.Comparer.Equals(name, other), temporary.IsMatch(other));
            },
            threads: 1);

    [Fact]
    public void TwoArchivesNeverHaveOneName() =>
        Gen.Select(Patterns, AllRules, Numbers.Array[2], Times.Array[2], Codecs.Array[2]).Sample(
            (pattern, rules, number, time, codec) =>
            {
                var names = NamesOf(pattern, rules);
                var (x, y) = (FileOf(pattern, number[0], time[0], codec[0]), FileOf(pattern, number[1], time[1], codec[1]));
                Assert.Equal(x == y, rules.Comparer.Equals(names.Format(x), names.Format(y)));
            },
            iter: 20_000,
            threads: 1);

    [Fact]
    public void ALogWithALongNameHasOneDigestInEveryCaseWhereTheSystemDoesNotTellNamesApartByIt() =>
        Gen.Select(AllRules, Gen.Int).Sample(
            (rules, seed) =>
            {
                var name = string.Concat(Enumerable.Repeat("Långer", 40));
                var other = RandomCase(name, seed);
                var made = new TemporaryNames(name, AllCodecs.GZip, rules).New();
                Assert.Equal(rules.Comparer.Equals(name, other), new TemporaryNames(other, AllCodecs.GZip, rules).IsMatch(made));
            },
            threads: 1);

    [Fact]
    public void TheKeysOfTwoCharactersAreEqualWhereTheCharactersAre()
    {
        foreach (var rules in new[] { NameRules.Linux, NameRules.MacOS, NameRules.Windows })
        {
            for (var character = '\0'; character < char.MaxValue; character++)
            {
                if (char.IsSurrogate(character)) continue;
                foreach (var other in (string[])[$"{char.ToUpperInvariant(character)}", $"{char.ToLowerInvariant(character)}"])
                {
                    if (!rules.Comparer.Equals($"{character}", other)) continue;
                    Assert.True(rules.KeyOf($"{character}") == rules.KeyOf(other), $"{(int)character:X4}");
                }
            }
        }
    }

    static void AssertFound<T>(NameRules rules, string name, int seed, Func<string, T?> parse, T expected)
        where T : struct
    {
        Assert.Equal(expected, parse(name));
        var other = RandomCase(name, seed);
        Assert.Equal(rules.Comparer.Equals(name, other) ? expected : null, parse(other));
    }

    static string RandomCase(string name, int seed)
    {
        var random = new Random(seed);
        return string.Concat(name.Select(c => random.Next(3) switch
        {
            0 => char.ToUpperInvariant(c),
            1 => char.ToLowerInvariant(c),
            _ => c,
        }));
    }

    static ArchiveFileNames NamesOf(string pattern, NameRules rules) =>
        new("", PatternArchiveNames.Of(pattern, Active, rules.Comparison), AllCodecs.List, rules);

    static ArchiveFile FileOf(string pattern, int number, DateTime time, ArchiveCodec? codec)
    {
        var read = ArchiveNamePattern.Read(pattern, Active, AllCodecs.List);
        var precision = read.PrecisionFor(RotationInterval.Hour);
        var id = read.IsDated ? ArchiveId.FirstOf(time, precision) with { Number = number } : ArchiveId.Numbered(number);
        return new ArchiveFile(id, codec);
    }
}
