using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>A method that needs a lock held ends in Locked, and asserts the lock or calls a method that does.</summary>
public sealed partial class LockNamesTests
{
    public static TheoryData<string> Files() => [.. Repository.SourceFiles()];

    [Theory]
    [MemberData(nameof(Files))]
    public void AMethodThatNeedsALockAssertsIt(string file) => Assert.Empty(Silent(Repository.Source(file)));

    [Fact]
    public void NoLockOfTheQueueGivesInToAnInterrupt() =>
        Assert.DoesNotContain(
            Repository.SourceFiles().Where(f => f.Contains("Queueing", StringComparison.Ordinal)),
            f => PlainLock().IsMatch(SourceText.Code(Repository.Source(f))));

    [Theory]
    [InlineData("    void AddLocked(int a) => _count += a;", true)]
    [InlineData("    void AddLocked(int a)\n    {\n        _count += a;\n    }", true)]
    [InlineData("    void AddLocked(int a)\n    {\n        Debug.Assert(Monitor.IsEntered(_gate));\n        _count += a;\n    }", false)]
    [InlineData("    void AddLocked(int a) => _line.AddLocked(a);", false)]
    [InlineData("    void AddLocked(int a)\n    {\n        Debug.Assert(_gate.IsHeld);\n        _count += a;\n    }", false)]
    [InlineData("    void AddLocked(int a);", false)]
    [InlineData("    void Add(int a) => _count += a;", false)]
    public void AMethodThatDoesNotAssertItsLockIsFound(string method, bool isSilent) =>
        Assert.Equal(isSilent, Silent($"namespace N;\n\nsealed class C\n{{\n{method}\n}}\n").Any());

    static IEnumerable<string> Silent(string source)
    {
        var lines = source.Split('\n');
        foreach (var (line, count) in SourceText.Members(source))
        {
            if (Declaration().Match(lines[line - 1]) is not { Success: true } declaration) continue;
            var body = string.Join('\n', lines[(line - 1)..(line - 1 + count)])[declaration.Length..];
            if (!IsEmpty().IsMatch(body) && !Assertion().IsMatch(body)) yield return declaration.Value;
        }
    }

    [GeneratedRegex(@"^    (?:public |static )*[\w<>?\[\]]+ \w+Locked\(")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\block \(|Monitor\.(Enter|Wait)\(")]
    private static partial Regex PlainLock();

    /// <summary>The method of an interface, or one that does nothing.</summary>
    [GeneratedRegex(@"^[^;{=]*\)(;|\s*\{\s*\})\s*$")]
    private static partial Regex IsEmpty();

    [GeneratedRegex(@"Debug\.Assert\((Monitor\.IsEntered\(|(\w+\.)?Is(Held|Locked)\b)|\w+Locked\(")]
    private static partial Regex Assertion();
}
