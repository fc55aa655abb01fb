using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>
/// Each folder is a room. This page says which room may use which: a new arrow is a decision, not an accident. Formatting has floors, which
/// are guarded in the same way.
/// </summary>
public sealed partial class RoomsTests
{
    const string Root = "(root)";

    static readonly Lazy<RoomArrows> Library = new(
        () => new RoomArrows(Repository.SourceFiles().Select(f => (f, Repository.Source(f))), RoomOf));

    static readonly Lazy<IReadOnlyList<RoomArrow>> Arrows = new(() => Library.Value.Find());

    /// <summary>The rooms that each room may use. A leaf uses none.</summary>
    internal static readonly Dictionary<string, string[]> MayUse = new(StringComparer.Ordinal)
    {
        [Root] = ["Composition", "Handlers", "Records", "Transactions", "Settings", "Rotation", "Files", "Diagnostics", "Checks"],
        ["Settings"] = ["Composition", "Queueing", "Rotation", "Runs"],
        ["Composition"] =
        [
            "Transactions", "Writing", "Queueing", "Archiving", "Formatting/Renderers", "Formatting/Bytes",
            "Rotation", "Files", "Systems", "Diagnostics", "Runs", "Checks",
        ],
        ["Handlers"] = ["Composition", "Checks"],
        ["Records"] = ["Formatting/Values", "Checks"],
        ["Transactions"] = ["Memory", "Timing", "Checks"],
        ["Writing"] =
        [
            "Queueing", "Archiving", "Formatting/Renderers", "Formatting/Bytes", "Rotation", "Files", "Systems", "Diagnostics", "Runs",
            "Timing",
        ],
        ["Queueing"] = ["Diagnostics", "Workers", "Memory", "Runs", "Timing"],
        ["Archiving"] = ["Rotation", "Files", "Systems", "Diagnostics", "Workers"],
        ["Formatting/Renderers"] = ["Formatting/Messages", "Formatting/Values", "Formatting/Bytes", "Diagnostics", "Runs"],
        ["Formatting/Messages"] = ["Formatting/Values", "Formatting/Bytes"],
        ["Formatting/Values"] = ["Formatting/Bytes"],
        ["Formatting/Bytes"] = ["Diagnostics", "Timing"],
        ["Rotation"] = ["Timing", "Checks"],
        ["Files"] = ["Systems"],
        ["Systems"] = [],
        ["Diagnostics"] = ["Memory", "Timing", "Runs", "Checks"],
        ["Workers"] = ["Timing"],
        ["Memory"] = [],
        ["Runs"] = ["Checks"],
        ["Timing"] = [],
        ["Checks"] = [],
    };

    [Fact]
    public void ARoomUsesOnlyTheRoomsItMay()
    {
        var forbidden = Arrows.Value.Where(a => !MayUse.GetValueOrDefault(a.From, []).Contains(a.To));
        if (forbidden.Any()) Assert.Fail(string.Join('\n', forbidden));
    }

    [Fact]
    public void EveryFolderIsARoom() => Assert.Empty(Repository.SourceFiles().Select(RoomOf).Distinct().Except(MayUse.Keys));

    [Fact]
    public void EveryAllowedArrowIsUsedByAFile()
    {
        var allowed = MayUse.SelectMany(room => room.Value.Select(to => (From: room.Key, To: to)));
        Assert.Empty(allowed.Except(Arrows.Value.Select(a => (a.From, a.To))));
    }

    [Fact]
    public void RoomsFormNoCircle() => Assert.Empty(CircleIn(MayUse));

    [Fact]
    public void TheCompilerFindsEveryName() => Assert.Empty(Library.Value.Blindness());

    [Theory]
    [MemberData(nameof(Files))]
    public void ANamespaceIsItsFolder(string file)
    {
        // What later versions of .NET have is declared as .NET declares it.
        if (Repository.Source(file).StartsWith("#if !NET", StringComparison.Ordinal)) return;
        var declared = NamespaceLine().Match(Repository.Source(file)).Groups["name"].Value;
        var folder = RoomOf(file) is var room && room == Root
            ? "Serilog.Sinks.MtaioFile"
            : $"Serilog.Sinks.MtaioFile.{room.Replace('/', '.')}";
        // Public types are in the namespaces that their users know, whatever room they are in.
        string[] allowed = PublicType().IsMatch(Repository.Source(file)) ? ["Serilog", "Serilog.Sinks.MtaioFile"] : [folder];
        Assert.Contains(declared, allowed);
    }

    [Theory]
    [InlineData("namespace N { using L.Files; class C { LogFile f; } }")]
    [InlineData("namespace N { using static L.Files.LogFile; class C { object f = Open(); } }")]
    [InlineData("namespace N { using F = L.Files.LogFile; class C { F f; } }")]
    [InlineData("namespace N { class C { object f = global::L.Files.LogFile.Open(); } }")]
    [InlineData("namespace L { class C { object f = new Files.LogFile(); } }")]
    [InlineData("namespace N { class C { System.Collections.Generic.List<L.Files.LogFile[]> f; } }")]
    [InlineData("namespace N { class C { string f = nameof(L.Files.LogFile); } }")]
    [InlineData("namespace N { class C { int f = L.Files.LogFile.Limit; } }")]
    [InlineData("namespace N { class C : L.Files.LogFile { } }")]
    [InlineData("namespace N { class C { void M() { var f = D.E.Current; } } }")]
    [InlineData("namespace N { class C { bool M() => D.E.Current.IsOpen; } }")]
    public void AnArrowIsFoundHoweverTheTypeIsNamed(string code)
    {
        const string Files =
            "namespace L.Files { class LogFile { public const int Limit = 1; public bool IsOpen; public static LogFile Open() => null; } }";
        const string Doorway = "namespace D { class E { public static L.Files.LogFile Current; } }";
        var arrows = new RoomArrows([("Files/LogFile.cs", Files), ("Doorway/E.cs", Doorway), ("Other/C.cs", code)], RoomOf).Find();
        Assert.Contains(arrows, a => a is { From: "Other", To: "Files" });
    }

    [Theory]
    [InlineData("// L.Files.LogFile")]
    [InlineData("/// <summary><see cref=\"L.Files.LogFile\"/></summary>\nclass C { }")]
    [InlineData("class C { string s = \"L.Files.LogFile\"; }")]
    [InlineData("using L.Files;")]
    public void ATypeNameInTextIsNotAnArrow(string code)
    {
        const string Files = "namespace L.Files { class LogFile { } }";
        Assert.Empty(new RoomArrows([("Files/LogFile.cs", Files), ("Other/C.cs", code)], RoomOf).Find());
    }

    [Fact]
    public void ACircleIsFound()
    {
        Dictionary<string, string[]> rooms = new(StringComparer.Ordinal) { ["A"] = ["B"], ["B"] = ["C"], ["C"] = ["A"], ["D"] = ["A"] };
        Assert.Equal(["A", "B", "C"], CircleIn(rooms));
        rooms["C"] = [];
        Assert.Empty(CircleIn(rooms));
    }

    public static TheoryData<string> Files() => [.. Repository.SourceFiles()];

    /// <summary>
    /// The rooms that are left when rooms without arrows to others are removed again and again, without the rooms that only lead
    /// into the circle.
    /// </summary>
    static string[] CircleIn(Dictionary<string, string[]> rooms)
    {
        var left = rooms.Keys.ToHashSet(StringComparer.Ordinal);
        while (left.RemoveWhere(r => !rooms[r].Any(left.Contains)) > 0)
        {
        }
        while (left.RemoveWhere(r => !left.Any(other => rooms[other].Contains(r))) > 0)
        {
        }
        return [.. left.Order(StringComparer.Ordinal)];
    }

    /// <summary>The first folder; in Formatting the floor, which is the second.</summary>
    static string RoomOf(string file)
    {
        var folders = file.Split('/')[..^1];
        return folders.Length == 0 ? Root : string.Join('/', folders);
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(
        @"^public (?:static |sealed |abstract |readonly |partial )*(?:class|record|enum|struct|interface)\b", RegexOptions.Multiline)]
    private static partial Regex PublicType();
}
