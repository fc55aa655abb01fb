using System.Reflection;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>
/// The tables of docs/migration.md: each setting of this library works and has the default that the row says, each default of another
/// library is its real one, and each difference is shown by a test.
/// </summary>
[Collection(ProcessWideState.Name)]
public sealed partial class MigrationTablesTests
{
    static readonly string[] HeadersOfClaims = ["What differs", "Written by"];

    static readonly string Configuration = Snippets.Read("docs/configuration.md");

    /// <summary>The settings rows with a part of Args.</summary>
    public static TheoryData<string, string, string, string> Settings()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var row in MigrationPage.Rows.Where(r => r.Header == "Setting" && r.Cells.Length == 4))
        {
            foreach (var args in MigrationPage.CodeIn(row.Cells[2]).Where(c => c.StartsWith('"')))
                data.Add(row.Section, row.Cells[0], args, row.Cells[3]);
        }
        return data;
    }

    public static TheoryData<string, string, string> TheirDefaults()
    {
        var data = new TheoryData<string, string, string>();
        foreach (var row in MigrationPage.Rows.Where(r => r.Header == "Setting" && r.Cells.Length == 4 && PeerDefaults.Knows(r.Section)))
        {
            var shown = MigrationPage.CodeIn(row.Cells[1]);
            if (shown.Length > 0) data.Add(row.Section, MigrationPage.CodeIn(row.Cells[0])[0], shown[0]);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void EachSettingOfOursWorks(string section, string setting, string args, string ourDefault)
    {
        Assert.NotEmpty(setting);
        Assert.NotNull(ourDefault);
        // Objects that only an application has cannot be named here.
        if (args.Contains("MyApp", StringComparison.Ordinal)) return;
        using var folder = new TempFolder();
        using var selfLog = new SelfLogOutput(folder);
        var sink = section is "From Serilog.Sinks.Async" or "From Serilog.Sinks.RollingFile" ? "MtaioRollingFile" : "MtaioRotatingFile";
        var isLevel = args.StartsWith("\"MinimumLevel\"", StringComparison.Ordinal);
        var ofSink = isLevel || !args.Contains("\"path\"", StringComparison.Ordinal) ? "\"path\": \"logs/app.log\"" : "";
        if (!isLevel) ofSink = ofSink.Length > 0 ? $"{ofSink}, {args}" : args;
        var json = $$"""
            { "Serilog": { "Using": [ "Serilog.Sinks.MtaioFile" ], {{(isLevel ? args + "," : "")}}
              "WriteTo": [ { "Name": "{{sink}}", "Args": { {{ofSink}} } } ] } }
            """;
        JsonSettings.Log(json.Replace("logs/", folder.Path + "/", StringComparison.Ordinal), log => log.Fatal("a"));
        Assert.Empty(selfLog.Lines);
        Assert.NotEmpty(folder.Names);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void EachDefaultOfOursIsThatOfTheConfigurationPage(string section, string setting, string args, string ourDefault)
    {
        if (ourDefault.Length == 0)
        {
            Assert.StartsWith("\"MinimumLevel\"", args, StringComparison.Ordinal);
            return;
        }
        var name = Name().Matches(args)[^1].Groups[1].Value;
        var row = Regex.Match(Configuration, $@"(?mi)^\| `{name}` \| ([^|]*) \|");
        Assert.True(row.Success, $"{section}, {setting}: docs/configuration.md has no row for {name}");
        var real = row.Groups[1].Value.Replace("`null` = ", "", StringComparison.Ordinal);
        Assert.Equal(Plain(real), Plain(ourDefault), ignoreCase: true);
    }

    [Theory]
    [MemberData(nameof(TheirDefaults))]
    public void EachDefaultOfTheirsIsTheRealOne(string section, string setting, string shown) =>
        Assert.Equal(PeerDefaults.Of(section, setting), shown, ignoreCase: true);

    [Fact]
    public void EachDifferenceIsShownByATestOrIsFromADocumentation()
    {
        var claims = MigrationPage.Rows
            .Where(r => HeadersOfClaims.Contains(r.Header) && !r.Cells.Any(c => c.Contains("(documentation, ", StringComparison.Ordinal)))
            .Select(r => $"{r.Section}: {r.Cells[0]}");
        var shown = typeof(MigrationTablesTests).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods())
            .SelectMany(m => m.GetCustomAttributes<ShowsAttribute>())
            .Select(a => $"{a.Section}: {a.Row}")
            .Distinct(StringComparer.Ordinal);
        Assert.Equal(claims.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    static string Plain(string cell) => cell.Replace("`", "", StringComparison.Ordinal);

    [GeneratedRegex("\"([A-Za-z]+)\":")]
    private static partial Regex Name();
}
