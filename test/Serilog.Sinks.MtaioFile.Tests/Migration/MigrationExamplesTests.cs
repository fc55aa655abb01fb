using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Migration;

/// <summary>The configurations of docs/migration.md, before and after, and what they do with the files of another library.</summary>
[Collection(ProcessWideState.Name)]
public sealed class MigrationExamplesTests : LogUnderTest
{
    readonly TempFolder _theirs = new();

    [Theory]
    [InlineData("From NLog", "nlog-async-daily")]
    [InlineData("From log4net", "log4net-size")]
    public void TheConfigurationsOfThePageAreThoseOfTheComparison(string section, string name)
    {
        Assert.Equal(Migrated.Configuration($"{name}.config"), MigrationPage.Examples(section, "xml")[0]);
        Assert.Equal(Migrated.Configuration($"{name}.json"), MigrationPage.Examples(section, "json")[0]);
    }

    [Fact]
    public void EachParameterOfFileHasTheSameMeaningOrARowOfItsOwn()
    {
        var theirs = ParametersOf(typeof(FileLoggerConfigurationExtensions), "File");
        var ours = ParametersOf(typeof(MtaioFileLoggerConfigurationExtensions), "MtaioRollingFile");
        var rows = MigrationPage.RowsOf("From Serilog.Sinks.File", "Setting").ToArray();
        Assert.Equal(theirs.Keys.Order(), rows.SelectMany(r => MigrationPage.CodeIn(r[0])).Order());
        foreach (var name in MigrationPage.CodeIn(rows[0][0]))
            Assert.Equal($"{theirs[name]}", $"{ours[name]}".Replace("None", "Infinite", StringComparison.Ordinal));
    }

    [Fact]
    public void WithoutAsyncTheFilesAreTheSame()
    {
        var examples = MigrationPage.Examples("From Serilog.Sinks.Async", "json");
        using (var theirs = Open(examples[0], _theirs))
        using (var ours = Open(examples[1], Folder))
        {
            for (var number = 0; number < 2000; number++)
            {
                var peerEvent = new PeerEvent(number, new DateTime(2026, 11, 25, 8, 0, 0, DateTimeKind.Local));
                theirs.Write(peerEvent.ToLogEvent());
                ours.Write(peerEvent.ToLogEvent());
            }
        }
        Assert.Equal(_theirs.Files, Folder.Files);
        Assert.Single(Folder.Files);
    }

    [Fact]
    public void FilesOfTheOlderRollingFileAreContinuedAndCounted()
    {
        static string Name(int days) => string.Create(CultureInfo.InvariantCulture, $"logs/log-{DateTime.Now.AddDays(-days):yyyyMMdd}.txt");
        Directory.CreateDirectory(Folder["logs"]);
        for (var days = 0; days < 10; days++) Folder.Write(Name(days), $"{days}\n");
        var after = MigrationPage.Examples("From Serilog.Sinks.RollingFile", "json").Single();
        using (var ours = Open(after, Folder)) ours.Information("a {B}", "c");
        Assert.Equal(Enumerable.Range(0, 7).Select(Name).Order(StringComparer.Ordinal), Folder.Files.Keys);
        Assert.StartsWith("0\n", Folder.Text(Name(0)), StringComparison.Ordinal);
        Assert.EndsWith(" [Information] a \"c\"\n", Folder.Text(Name(0)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{Date}", "log-20261125.txt")]
    [InlineData("{Hour}", "log-2026112508.txt")]
    [InlineData("{HalfHour}", "log-202611250830.txt")]
    public void EachWordOfTheOlderRollingFileHasItsNames(string word, string name)
    {
        var args = MigrationPage.RowsOf("From Serilog.Sinks.RollingFile", "Setting")
            .Single(r => r[0].Contains($"log-{word}.txt", StringComparison.Ordinal))[2];
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 8, 40, 0, TimeSpan.Zero));
        clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        var json = JsonSettings.Sink("WriteTo", "MtaioRollingFile", MigrationPage.CodeIn(args).Single());
        using (var log = Migrated.Open(json, Folder, clock)) log.Information("a");
        Assert.Equal([$"logs/{name}"], Folder.Files.Keys);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" archiveSuffixFormat="_{1:yyyyMMdd}_{0:00}" """)]
    public void ArchivesOfNLogAreCountedAndDeleted(string suffix)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
        clock.SetLocalTimeZone(TimeZoneInfo.Utc);
        var xml = Migrated.Configuration("nlog-async-daily.config")
            .Replace(".{#}.log", suffix.Length == 0 ? ".{#}.log" : ".log", StringComparison.Ordinal)
            .Replace(" archiveNumbering=\"Rolling\" maxArchiveFiles=\"7\"", suffix, StringComparison.Ordinal);
        using (var theirs = new NLogRun(xml, Folder, clock))
        {
            for (var day = 0; day < 11; day++)
            {
                theirs.Write(new PeerEvent(day * 5 + 1, clock.GetLocalNow().DateTime));
                theirs.Flush();
                clock.Advance(TimeSpan.FromDays(1));
            }
        }
        Assert.Equal(11, Folder.Files.Count);
        // NLog's files have the times of the machine.
        clock.SetUtcNow(DateTimeOffset.UtcNow.AddDays(1));
        using (var ours = Migrated.Open(MigrationPage.Examples("From NLog", "json")[1], Folder, clock)) ours.Information("a");
        Assert.Equal(8, Folder.Files.Count);
        Assert.Contains("Order 51 ", Folder.Text("logs/archive/shop.1.log"), StringComparison.Ordinal);
        Assert.Contains(Folder.Files.Values, t => t.Contains("Order 46 ", StringComparison.Ordinal));
        Assert.DoesNotContain(Folder.Files.Values, t => t.Contains("Order 1 ", StringComparison.Ordinal));
    }

    [Fact]
    public void ArchivesOfLog4NetAreArchivesHere()
    {
        var xml = Migrated.Configuration("log4net-size.config").Replace("6MB", "60KB", StringComparison.Ordinal);
        using (var theirs = new Log4NetRun(xml, Folder)) Write(theirs.Write, 14_000);
        Assert.Equal(11, Folder.Files.Count);
        var (before, newest) = (Folder.Files.Keys, Folder.Text("logs/shop.log.1"));
        var json = Migrated.Configuration("log4net-size.json").Replace("6MiB", "60KiB", StringComparison.Ordinal);
        using (var ours = Migrated.Open(json, Folder)) Write(e => ours.Write(e.ToLogEvent()), 1000);
        Assert.Equal(before, Folder.Files.Keys);
        Assert.Contains(newest, Folder.Files.Where(f => f.Key is "logs/shop.log.2" or "logs/shop.log.3").Select(f => f.Value));
    }

    [Fact]
    public async Task ArchivesOfLog4NetWithADateAreCounted()
    {
        const string Former = "\"formerArchiveNames\": [ \"{name}.{date:yyyy-MM-dd}\" ]";
        Assert.Contains($"`{Former}`", MigrationPage.Text, StringComparison.Ordinal);
        // The names that log4net gives to files of a day are those of another test.
        Directory.CreateDirectory(Folder["logs"]);
        for (var day = 1; day <= 9; day++) Folder.Write($"logs/shop.log.2026-11-0{day}", "a\n");
        var json = JsonSettings.Sink(
            "WriteTo", "MtaioRotatingFile", $$""" "path": "logs/shop.log", "backupCount": 3, "rotation": { {{Former}} } """);
        using (var ours = Migrated.Open(json, Folder, new FakeTimeProvider(new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero))))
        {
            ours.Information("a");
            await Migrated.Handle.RotateAsync();
        }
        Assert.Equal(
            ["logs/shop.log", "logs/shop.log.1", "logs/shop.log.2026-11-08", "logs/shop.log.2026-11-09"], Folder.Files.Keys);
    }

    public override void Dispose()
    {
        _theirs.Dispose();
        base.Dispose();
    }

    static Logger Open(string json, TempFolder folder) =>
        JsonSettings.Logger(json.Replace("\"logs/", $"\"{folder.Path}/logs/", StringComparison.Ordinal));

    static void Write(Action<PeerEvent> write, int count)
    {
        for (var number = 0; number < count; number++)
            write(new PeerEvent(number, new DateTime(2026, 11, 25, 8, 0, 0, DateTimeKind.Local)));
    }

    static object? DefaultOf(ParameterInfo parameter) => parameter switch
    {
        { HasDefaultValue: false } => "required",
        { DefaultValue: null, ParameterType: { IsValueType: true } type } => Activator.CreateInstance(type) ?? "null",
        _ => parameter.DefaultValue ?? "null",
    };

    static Dictionary<string, object?> ParametersOf(Type type, string method) => type.GetMethods()
        .Where(m => m.Name == method && m.GetParameters()[0].ParameterType == typeof(LoggerSinkConfiguration))
        .Where(m => m.GetCustomAttribute<EditorBrowsableAttribute>() is null)
        .SelectMany(m => m.GetParameters().Skip(1))
        .Where(p => p.Name is not "options")
        .GroupBy(p => p.Name!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => DefaultOf(g.Last()), StringComparer.Ordinal);
}
