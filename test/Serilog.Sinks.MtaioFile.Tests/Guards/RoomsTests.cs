using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Each folder is a room, and who may use whom is written here: a new arrow is a decision, not an accident.</summary>
public sealed partial class RoomsTests
{
    const string Root = "";

    static readonly string[] SinkRooms = ["Queueing", "Writing", "Formatting", "Rotation", "Files", "Archiving", "Diagnostics", "Transactions"];

    /// <summary>What each room may use besides itself and the public types of the root.</summary>
    static readonly Dictionary<string, string[]> MayUse = new()
    {
        [Root] = ["Composition", "Transactions", "Enrichment"],
        ["Composition"] = SinkRooms,
        ["Queueing"] = ["Diagnostics"],
        ["Writing"] = ["Formatting", "Rotation", "Files", "Archiving", "Diagnostics"],
        ["Formatting"] = ["Diagnostics"],
        ["Rotation"] = [],
        ["Files"] = [],
        ["Archiving"] = ["Rotation", "Files", "Diagnostics"],
        ["Diagnostics"] = [],
        ["Transactions"] = [],
        ["Enrichment"] = [],
    };

    public static TheoryData<string> Files() => [.. Repository.SourceFiles()];

    [Theory]
    [MemberData(nameof(Files))]
    public void ARoomUsesOnlyTheRoomsItMay(string file)
    {
        var room = RoomOf(file);
        Assert.True(MayUse.ContainsKey(room), $"{room} is not a room of this library: say what it may use");
        Assert.Empty(UsedIn(Repository.Source(file), TypesByRoom.Value).Except([room, .. MayUse[room]]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ANamespaceIsItsFolder(string file)
    {
        var declared = NamespaceLine().Match(Repository.Source(file)).Groups["name"].Value;
        var expected = RoomOf(file) is { Length: > 0 } room ? $"Serilog.Sinks.MtaioFile.{room}" : "Serilog.Sinks.MtaioFile";
        if (RoomOf(file) == Root && file.Contains("Extensions", StringComparison.Ordinal)) expected = "Serilog";
        Assert.Equal(expected, declared);
    }

    [Theory]
    [InlineData("using Serilog.Sinks.MtaioFile.Files;")]
    [InlineData("using static Serilog.Sinks.MtaioFile.Files.LogFile;")]
    [InlineData("using F = Serilog.Sinks.MtaioFile.Files.LogFile;")]
    [InlineData("object o = global::Serilog.Sinks.MtaioFile.Files.LogFile.Open();")]
    [InlineData("object o = new Files.LogFile();")]
    [InlineData("object o = MtaioFile.Files.LogFile.Open();")]
    public void ARoomIsSeenHoweverItIsNamed(string code) => Assert.Equal(["Files"], UsedIn(code, TypesByRoom.Value));

    [Theory]
    [InlineData("// Serilog.Sinks.MtaioFile.Files")]
    [InlineData("var x = folder.Files.Count;")]
    [InlineData("var x = \"Files.LogFile\";")]
    public void WhatIsNoRoomIsNotTakenForOne(string code) => Assert.Empty(UsedIn(code, TypesByRoom.Value));

    static readonly Lazy<Dictionary<string, string[]>> TypesByRoom = new(() =>
        typeof(MtaioFileOptions).Assembly.GetTypes()
            .Where(t => !t.IsNested && t.Namespace is { } name && name.StartsWith("Serilog.Sinks.MtaioFile.", StringComparison.Ordinal))
            .GroupBy(t => t.Namespace!["Serilog.Sinks.MtaioFile.".Length..], t => t.Name.Split('`')[0])
            .ToDictionary(g => g.Key, g => g.ToArray()));

    static string RoomOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : Root;

    static string[] UsedIn(string source, Dictionary<string, string[]> typesByRoom)
    {
        var code = SourceText.Code(source);
        var full = FullName().Matches(WithoutNamespace(code)).Select(m => m.Groups["room"].Value);
        // Inside the library's namespace a room can be named without what stands before it.
        var partial = PartialName().Matches(code)
            .Where(m => typesByRoom.TryGetValue(m.Groups["room"].Value, out var types) && types.Contains(m.Groups["type"].Value))
            .Select(m => m.Groups["room"].Value);
        return [.. full.Concat(partial).Where(r => MayUse.ContainsKey(r)).Distinct()];
    }

    static string WithoutNamespace(string code) => NamespaceLine().Replace(code, "");

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"\bMtaioFile\.(?<room>[A-Z]\w*)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])(?<room>[A-Z]\w*)\.(?<type>[A-Z]\w*)")]
    private static partial Regex PartialName();
}
