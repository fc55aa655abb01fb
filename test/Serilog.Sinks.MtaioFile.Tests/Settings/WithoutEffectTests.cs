using System.Reflection;
using Serilog.Core;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>An option that cannot have an effect with the others as they are is refused where the user has asked for it.</summary>
public sealed class WithoutEffectTests : LogUnderTest
{
    const string NeverRotates = "maxBytes, interval, RotateOnStart, or a Handle";
    const string NoLimit = "\"maxBytes\": \"none\"";

    public static TheoryData<string> OfTheQueue() =>
        [.. EveryOptionBindsTests.PropertiesOf(typeof(MtaioBatchingOptions)).Select(p => $"options:batching:{p.Name}"),
            "options:Batching", "options:FlushOnLevel", "flushOnLevel", "options:RetryTimeLimit"];

    [Theory]
    [MemberData(nameof(OfTheQueue))]
    public void OptionsOfTheQueueAreRefusedOnAnAuditSink(string path)
    {
        var steps = path.Split(':');
        var json = steps[^1] is "Batching"
            ? $"\"{StaticMembers.NameOf(nameof(StaticMembers.Batching))}\""
            : DefaultOf(steps[^1]);
        var inner = steps.Reverse().Aggregate(json, (value, step) => $$"""{ "{{step}}": {{value}} }""")[1..^1];
        foreach (var sink in EverySink.Names)
        {
            Refuses("AuditTo", sink, inner, path, "an audit sink writes each event itself");
            JsonSettings.Log(JsonSettings.Sink("WriteTo", sink, $"\"path\": \"{Folder["good.log"]}\", {With(inner)}"), _ => { });
        }
    }

    [Theory]
    [InlineData("\"shedBelow\": \"Warning\"", "shedBelow", "is for Overflow Shed")]
    [InlineData("\"shedBelow\": \"Error\", \"overflow\": \"DropOldest\"", "shedBelow", "is for Overflow Shed")]
    [InlineData("\"shedBelow\": \"Verbose\", \"overflow\": \"Shed\"", "shedBelow", "no event is below Verbose")]
    [InlineData("\"blockTimeout\": \"1s\", \"overflow\": \"Shed\"", "blockTimeout", "is for Overflow Block")]
    [InlineData("\"queueLimit\": \"none\", \"queueBytes\": \"none\", \"overflow\": \"Block\"", "overflow", "is never full")]
    [InlineData("\"queueLimit\": \"none\", \"queueBytes\": \"none\", \"blockTimeout\": \"1s\"", "blockTimeout", "is never full")]
    public void OptionsOfAnotherPolicyAreRefused(string batching, string option, string reason) =>
        Refuses("WriteTo", "MtaioFile", $$""" "options": { "batching": { {{batching}} } } """, $"options:batching:{option}", reason);

    public static TheoryData<string, string, string, string> OfRotation()
    {
        (string Sink, string Args, string Path, string Reason)[] rows =
        [
            ("MtaioFile", $"{NoLimit}, \"backupCount\": 31", "backupCount", "needs maxBytes"),
            ("MtaioRotatingFile", $"{NoLimit}, \"backupCount\": 31", "backupCount", NeverRotates),
            ("MtaioJsonFile", $"{NoLimit}, \"backupCount\": 0", "backupCount", NeverRotates),
            ("MtaioRotatingFile", $"{NoLimit}, {Rotation("\"archiveName\": \"{stem}.{n}{ext}\"")}", "rotation:archiveName", NeverRotates),
            ("MtaioRotatingFile", $"{NoLimit}, {Rotation("\"useUtc\": true")}", "rotation:useUtc", "needs interval"),
            ("MtaioRotatingFile", Rotation("\"useUtc\": true"), "rotation:useUtc", "needs interval"),
            ("MtaioRotatingFile", $"{NoLimit}, {Rotation("\"compression\": \"GZip\"")}", "rotation:compression", NeverRotates),
            ("MtaioRotatingFile", $"{NoLimit}, {Rotation("\"retainedAge\": \"3d\"")}", "rotation:retainedAge", NeverRotates),
            ("MtaioRotatingFile", $"\"backupCount\": 0, {Rotation("\"compression\": \"GZip\"")}", "rotation:compression", "backupCount 0"),
            ("MtaioRotatingFile", $"\"backupCount\": 0, {Rotation("\"retainedAge\": \"3d\"")}", "rotation:retainedAge", "backupCount 0"),
            ("MtaioJsonFile", $"\"backupCount\": 0, {Rotation("\"retainedBytes\": \"1GB\"")}", "rotation:retainedBytes", "backupCount 0"),
            ("MtaioRotatingFile", $"\"backupCount\": 3, {Rotation("\"compression\": \"GZip\", \"uncompressedArchives\": 3")}",
                "rotation:uncompressedArchives", "less than backupCount"),
        ];
        var data = new TheoryData<string, string, string, string>();
        foreach (var (sink, args, path, reason) in rows) data.Add(sink, args, path, reason);
        return data;
    }

    [Theory]
    [MemberData(nameof(OfRotation))]
    public void OptionsOfARotationThatDoesNotHappenAreRefused(string sink, string args, string path, string reason)
    {
        foreach (var section in EverySink.Sections) Refuses(section, sink, args, path, reason);
    }

    [Fact]
    public void AnIntervalOfNoneBesideADateInThePathIsRefused()
    {
        var json = JsonSettings.Sink("WriteTo", "MtaioJsonFile", $"\"path\": \"{Folder["log-{date}.txt"]}\", \"interval\": \"None\"");
        Assert.Contains("Args:interval = \"None\": contradicts the date in the path", MessageOf(json), StringComparison.Ordinal);
        Assert.Empty(Folder.Names);
    }

    [Theory]
    [InlineData("\"encoding\": \"utf-8\", \"options\": { \"encoding\": \"utf-16\" }", "options:encoding", "differs from")]
    [InlineData("\"shared\": false, \"options\": { \"shared\": true }", "options:shared", "differs from")]
    public void OptionsOfRollingFilesWithoutEffectAreRefused(string args, string path, string reason) =>
        Refuses("WriteTo", "MtaioRollingFile", args.Replace("null", "\"none\"", StringComparison.Ordinal), path, reason);

    [Theory]
    [InlineData("MtaioFile")]
    [InlineData("MtaioRotatingFile")]
    public void ALevelBesideALevelSwitchIsRefused(string sink)
    {
        const string Args = "\"levelSwitch\": \"$sw\", \"restrictedToMinimumLevel\": \"Error\"";
        var json = JsonSettings.Sink("WriteTo", sink, $"\"path\": \"{LogPath}\", {Args}", """ "LevelSwitches": { "$sw": "Error" } """);
        Assert.Contains(
            "restrictedToMinimumLevel = \"Error\": has no effect beside Serilog:WriteTo:0:Args:levelSwitch", MessageOf(json),
            StringComparison.Ordinal);
    }

    /// <summary>Serilog.Sinks.File accepts both.</summary>
    [Fact]
    public void OfMtaioRollingFileALevelSwitchReplacesTheLevel()
    {
        const string Args = "\"levelSwitch\": \"$sw\", \"restrictedToMinimumLevel\": \"Fatal\"";
        const string Switch = """ "LevelSwitches": { "$sw": "Error" } """;
        var json = JsonSettings.Sink("WriteTo", "MtaioRollingFile", $"\"path\": \"{LogPath}\", {Args}", Switch);
        JsonSettings.Log(json, log => log.Error("x"));
        Assert.Contains("x", Folder.Text("app.log"), StringComparison.Ordinal);
    }

    [Fact]
    public void ABacktraceThatKeepsNothingIsRefused()
    {
        var inside = $$""" "configure": [ { "Name": "MtaioFile", "Args": { "path": "{{LogPath}}" } } ] """;
        var json = JsonSettings.Sink("WriteTo", "MtaioBacktrace", $"{inside}, \"keptBelow\": \"Verbose\"");
        Assert.Contains("keptBelow = \"Verbose\": must be above Verbose", MessageOf(json), StringComparison.Ordinal);
    }

    /// <summary>Who asks for nothing misses nothing.</summary>
    [Theory]
    [InlineData("MtaioFile", $"{NoLimit}, \"backupCount\": \"none\"")]
    [InlineData("MtaioRotatingFile", $$"""{{NoLimit}}, "rotation": { "compression": "None", "retainedAge": "none", "useUtc": false }""")]
    [InlineData("MtaioRotatingFile", """ "rotation": { "useUtc": true, "archiveName": "{name}.{date}.{n}" } """)]
    [InlineData("MtaioRotatingFile", """ "interval": "Day", "rotation": { "useUtc": true }, "maxBytes": "none", "backupCount": 3 """)]
    [InlineData("MtaioRotatingFile", """ "options": { "batching": { "shedBelow": "Error", "overflow": "Shed" } } """)]
    [InlineData("MtaioRotatingFile", """ "options": { "batching": { "blockTimeout": "1s", "overflow": "Block" } } """)]
    [InlineData("MtaioRollingFile", """ "fileSizeLimitBytes": "none" """)]
    [InlineData("MtaioRollingFile", """ "fileSizeLimitBytes": "none", "retainedFileCountLimit": 31 """)]
    [InlineData("MtaioRollingFile", """ "retainedFileTimeLimit": "3d" """)]
    [InlineData("MtaioRollingFile", """ "fileSizeLimitBytes": "none", "retainedFileTimeLimit": "3d" """)]
    [InlineData("MtaioRollingFile", """ "rollingInterval": "Day", "retainedFileTimeLimit": "3d", "retainedFileCountLimit": 1 """)]
    public void WhatHasAnEffectOrAsksForNothingIsAccepted(string sink, string args) =>
        JsonSettings.Log(JsonSettings.Sink("WriteTo", sink, $"\"path\": \"{LogPath}\", {args}"), log => log.Information("x"));

    [Fact]
    public void InCodeTheOptionsOfARotationThatDoesNotHappenAreRefused()
    {
        Rejects("backupCount", to => to.WriteTo.MtaioFile(LogPath, maxBytes: null, backupCount: 5));
        Rejects("backupCount", to => to.AuditTo.MtaioRotatingFile(LogPath, maxBytes: null, backupCount: 5));
        var named = new RotationOptions { ArchiveName = "{stem}.{n}{ext}" };
        Rejects("ArchiveName", to => to.WriteTo.MtaioJsonFile(LogPath, maxBytes: null, backupCount: null, rotation: named));
        var rotation = new RotationOptions { Compression = ArchiveCompression.GZip, UncompressedArchives = 2 };
        Rejects("UncompressedArchives", to => to.WriteTo.MtaioRotatingFile(LogPath, 9, 2, rotation: rotation));
        var shed = new MtaioFileOptions { Batching = { ShedBelow = Events.LogEventLevel.Error } };
        Rejects("ShedBelow", to => to.WriteTo.MtaioFile(LogPath, options: shed));
    }

    /// <summary>Code may share its options.</summary>
    [Fact]
    public void InCodeOneObjectOfOptionsCanServeAQueuedSinkAndAnAuditSink()
    {
        var options = new MtaioFileOptions { Batching = { Overflow = OverflowPolicy.Shed, ShedBelow = Events.LogEventLevel.Error } };
        using var log = new LoggerConfiguration().WriteTo.MtaioFile(Folder["a.log"], options: options)
            .AuditTo.MtaioFile(Folder["b.log"], options: options).CreateLogger();
        log.Information("x");
    }

    [Fact]
    public void OptionsOfAStaticMemberAreNotChangedByOthersBesideThem()
    {
        var options = StaticMembers.NameOf(nameof(StaticMembers.Options));
        JsonSettings.Log(
            JsonSettings.Sink("WriteTo", "MtaioFile", $"\"path\": \"{LogPath}\", \"options\": \"{options}\", \"append\": false"), _ => { });
        Assert.True(StaticMembers.Options.Append);
    }

    void Rejects(string name, Func<LoggerConfiguration, LoggerConfiguration> add)
    {
        Assert.Equal(name, Assert.Throws<ArgumentException>(() => add(new LoggerConfiguration())).ParamName);
        Assert.Empty(Folder.Names);
    }

    void Refuses(string section, string sink, string args, string path, string reason)
    {
        var message = MessageOf(JsonSettings.Sink(section, sink, $"\"path\": \"{LogPath}\", {args}"));
        Assert.Contains($"Serilog:{section}:0:Args:{path} = \"", message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain("app.log", Folder.Names);
    }

    /// <summary>What the option itself needs.</summary>
    static string With(string args) => args
        .Replace("\"ShedBelow\":", "\"overflow\": \"Shed\", \"ShedBelow\":", StringComparison.Ordinal);

    static string DefaultOf(string option) => option switch
    {
        "Overflow" => "\"Block\"",
        "BlockTimeout" or "Period" or "RetryTimeLimit" => "\"1s\"",
        "ShedBelow" or "FlushOnLevel" or "flushOnLevel" => "\"Error\"",
        "EagerlyEmitFirstEvent" => "true",
        _ => "100",
    };

    static string Rotation(string options) => $$""" "rotation": { {{options}} } """;

    static string MessageOf(string json)
    {
        Logger? logger = null;
        var thrown = Record.Exception(() => logger = JsonSettings.Logger(json));
        logger?.Dispose();
        Assert.True(thrown is TargetInvocationException, $"accepted: {json}");
        return Assert.IsAssignableFrom<ArgumentException>(thrown.InnerException).Message;
    }
}
