using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>The architecture page names files, types, states and reasons that exist.</summary>
public sealed partial class ArchitectureTests
{
    static readonly string Page = System.IO.File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));

    [Fact]
    public void EveryFileThatThePageNamesExists()
    {
        var tests = Repository.CSharpFiles("test").Select(f => Path.GetFileName(f)).ToHashSet(StringComparer.Ordinal);
        var missing = FileName().Matches(Page).Select(m => m.Groups["file"].Value)
            .Where(f => !System.IO.File.Exists(Path.Combine(Repository.Sources, f)) && !tests.Contains(Path.GetFileName(f)));
        Assert.Equal([], missing);
    }

    [Fact]
    public void EveryTypeThatThePageNamesExists()
    {
        var types = typeof(MtaioFileOptions).Assembly.GetTypes()
            .SelectMany(t => t.GetMembers(Members).Select(m => m.Name).Append(t.Name))
            .ToHashSet();
        var unknown = CodeName().Matches(Page).Select(m => m.Groups["name"].Value)
            .Where(n => !types.Contains(n) && !OfOthers.Contains(n) && !n.EndsWith("Tests", StringComparison.Ordinal));
        Assert.Equal([], unknown.Distinct());
    }

    [Fact]
    public void EveryStateAndEveryReasonHasARow()
    {
        Assert.All(Enum.GetNames<QueueState>(), state => Assert.Contains($"\n| {state} |", Page, StringComparison.Ordinal));
        Assert.Equal(Enum.GetValues<DropReason>().Length, ReasonRow().Count(Page));
    }

    [Fact]
    public void TheTableOfRoomsListsExactlyTheArrowsThatAreAllowed()
    {
        var house = Page.Split("## The house\n")[1].Split("\n## ")[0];
        var listed = RoomRow().Matches(house).ToDictionary(m => m.Groups["room"].Value, m => m.Groups["uses"].Value);
        var allowed = RoomsTests.MayUse.ToDictionary(r => r.Key, r => r.Value.Length == 0 ? "–" : string.Join(", ", r.Value));
        Assert.Equal(allowed.OrderBy(r => r.Key, StringComparer.Ordinal), listed.OrderBy(r => r.Key, StringComparer.Ordinal));
    }

    const System.Reflection.BindingFlags Members = System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic
        | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Static;

    /// <summary>Names that belong to Serilog, .NET or users.</summary>
    static readonly string[] OfOthers = ["AuditTo", "Final", "LogEvent", "Permanent", "Serilog"];

    [GeneratedRegex(@"`(?<file>(?:[A-Z]\w*/)+\w+\.cs)`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"`(?<name>[A-Z]\w+)`")]
    private static partial Regex CodeName();

    [GeneratedRegex(
        @"^\| (?<room>\(root\)|(?!Room )[A-Z]\w+(?:/\w+)?) \| (?<uses>–|[A-Z][\w/]+(?:, [A-Z][\w/]+)*) \| ", RegexOptions.Multiline)]
    private static partial Regex RoomRow();

    [GeneratedRegex(@"^\| (?:overflow|formatting|failure|shutdown|closed|hold limit) \|", RegexOptions.Multiline)]
    private static partial Regex ReasonRow();
}
