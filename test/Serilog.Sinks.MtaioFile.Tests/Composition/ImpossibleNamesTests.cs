using System.Text.Json;
using Serilog.Sinks.MtaioFile.Archiving;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Systems;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

/// <summary>
/// A name that no file can have on Windows is refused there when the sink is configured, wherever it is written. Elsewhere it is a name.
/// </summary>
public sealed class ImpossibleNamesTests : LogUnderTest
{
    static readonly string[] Impossible = ["aux.log", "a?b.log", "app|.log", "COM1", "12:30.log", "con{date}.log.", "nul.{date}.txt"];

    [Theory]
    [InlineData("logs/aux.log", "logs/aux.log is not a path of a log: \"aux.log\" is the device AUX,")]
    [InlineData("con/app.log", "\"con\" is the device CON,")]
    [InlineData("prn.{date:yyyyMMdd}.log", "\"prn.{date}.log\" is the device PRN,")]
    [InlineData("app{date}.", "\"app{date}.\" ends in a dot")]
    [InlineData("{date}?.log", "has '?'")]
    public void APathIsRefusedThatNoFileCanHave(string path, string message)
    {
        var failure = Assert.Throws<ArgumentException>(() => MtaioFile.Composition.LogPath.Read(path, NameRules.Windows));
        Assert.Equal("path", failure.ParamName);
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePathOfFilesThatRollIsReadByTheSameRules()
    {
        var day = StampFormat.Compact(StampPrecision.Day);
        Assert.Throws<ArgumentException>(() => MtaioFile.Composition.LogPath.BeforeExtension("aux.log", day, NameRules.Windows));
        Assert.Equal(NameRules.Windows, MtaioFile.Composition.LogPath.BeforeExtension("app.log", day, NameRules.Windows).Rules);
    }

    [Theory]
    [InlineData("aux.{n}", "\"aux.1\" is the device AUX,")]
    [InlineData("COM{n}", "\"COM1\" is the device COM1,")]
    [InlineData("con/{name}.{n}", "\"con\" is the device CON,")]
    [InlineData("old./{name}.{n}", "\"old.\" ends in a dot")]
    public void APatternOfArchivesIsRefusedWhoseNamesNoFileCanHave(string pattern, string message)
    {
        foreach (var former in new[] { false, true })
        {
            // A former name needs a separator before its number.
            if (former && pattern == "COM{n}") continue;
            var rotation = former ? new RotationOptions { FormerArchiveNames = [pattern] } : new RotationOptions { ArchiveName = pattern };
            var failure = Assert.Throws<ArgumentException>(() => Validate("app.log", NameRules.Windows, rotation));
            Assert.Equal(former ? nameof(rotation.FormerArchiveNames) : nameof(rotation.ArchiveName), failure.ParamName);
            Assert.Contains(message, failure.Message, StringComparison.Ordinal);
            Validate("app.log", NameRules.Linux, rotation);
        }
    }

    [Theory]
    [InlineData("COM{n:00}")]
    [InlineData("archive/{name}.{n}")]
    [InlineData("com.log.{n}")]
    [InlineData("con-{date:yyyyMMdd}.{n}.log")]
    public void APatternIsAllowedWhoseNamesFilesCanHave(string pattern) =>
        Validate("app.log", NameRules.Windows, new RotationOptions { ArchiveName = pattern });

    /// <summary>A device has no archives, so their names do not matter.</summary>
    [Fact]
    public void TheNullDeviceNeedsNoNamesForArchives() => Validate("NUL", NameRules.Windows, new RotationOptions());

    [Theory]
    [InlineData("NUL")]
    [InlineData("con.log")]
    [InlineData("latest?.log")]
    [InlineData("latest.")]
    public void ALinkIsRefusedWhoseNameNoFileCanHave(string link)
    {
        var rotation = new RotationOptions { LatestLink = link };
        var failure = Assert.Throws<ArgumentException>(() => Validate("app-{date}.log", NameRules.Windows, rotation));
        Assert.Equal(nameof(rotation.LatestLink), failure.ParamName);
        Validate("app-{date}.log", NameRules.Linux, rotation);
    }

    [Theory]
    [MemberData(nameof(EverySink.Data), MemberType = typeof(EverySink))]
    public void EverySinkRefusesImpossibleNamesOnWindowsAndWritesThemElsewhere(string section, string sink)
    {
        foreach (var name in Impossible.Where(n => !n.Contains('{', StringComparison.Ordinal) || sink != "MtaioFile"))
        {
            var folder = Directory.CreateDirectory(Folder[Guid.NewGuid().ToString("N")]).FullName;
            var path = JsonSerializer.Serialize(Path.Combine(folder, name));
            var json = JsonSettings.Sink(section, sink, $"\"path\": {path}");
            if (OperatingSystem.IsWindows())
            {
                var failure = Assert.ThrowsAny<Exception>(() => JsonSettings.Log(json, log => log.Information("line")));
                Assert.Contains(name, failure.ToString(), StringComparison.Ordinal);
                Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
                continue;
            }
            JsonSettings.Log(json, log => log.Information("line"));
            Assert.Contains("line", System.IO.File.ReadAllText(Assert.Single(Directory.EnumerateFiles(folder))), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheSameIsSoInCode()
    {
        foreach (var name in Impossible.Where(n => !n.Contains('{', StringComparison.Ordinal)))
        {
            var configuration = new LoggerConfiguration();
            if (OperatingSystem.IsWindows())
            {
                var failure = Assert.Throws<ArgumentException>(() => configuration.WriteTo.MtaioFile(Folder[name]));
                Assert.Contains(Folder[name], failure.Message, StringComparison.Ordinal);
                continue;
            }
            using (var log = configuration.WriteTo.MtaioFile(Folder[name]).CreateLogger()) log.Information("line");
            Assert.Contains("line", Folder.Text(name), StringComparison.Ordinal);
        }
    }

    static void Validate(string path, NameRules rules, RotationOptions rotation) => SinkPlan.Rotating(
        MtaioFile.Composition.LogPath.Read(path, rules),
        new LineFormatter(),
        new RotationPlan(MaxBytes: 10, BackupCount: 3, RotationInterval.None, rotation),
        new MtaioFileOptions());
}
