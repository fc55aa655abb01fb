using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>What a crash or a power cut has left at the end of the file, and the next start.</summary>
public sealed class TornTailTests
{
    [Theory]
    [InlineData("a\nhalf a li")]
    [InlineData("x")]
    [InlineData("a\r")]
    public void ATornTailStaysOnALineOfItsOwn(string tail)
    {
        using var folder = new TempFolder();
        folder.Write("app.log", tail);
        Log(folder, "next");
        Assert.Equal(tail + "\nnext\n", folder.Text("app.log"));
    }

    [Fact]
    public void ATailTornInsideACharacterKeepsItsBytes()
    {
        using var folder = new TempFolder();
        System.IO.File.WriteAllBytes(folder["app.log"], [(byte)'a', 0xE2, 0x82]);
        Log(folder, "€");
        Assert.Equal([(byte)'a', 0xE2, 0x82, (byte)'\n', 0xE2, 0x82, 0xAC, (byte)'\n'], folder.Bytes("app.log"));
    }

    [Fact]
    public void ATailOfNulsIsKeptAndTheNextEventHasItsOwnLine()
    {
        using var folder = new TempFolder();
        var tail = "a\n" + new string('\0', 100);
        folder.Write("app.log", tail);
        Log(folder, "b");
        Assert.Equal(tail + "\nb\n", folder.Text("app.log"));
    }

    [Fact]
    public void ATornJsonLineStaysAloneAndTheOthersParse()
    {
        using var folder = new TempFolder();
        folder.Write("app.json", "{\"@t\":\"20");
        using (var log = Open.Plain(folder["app.json"], formatter: new CompactJsonFormatter()))
        {
            log.Write(Some.Event("one"));
            log.Write(Some.Event("two", LogEventLevel.Error, new InvalidOperationException("of two\nlines")));
        }
        var lines = folder.Text("app.json").Split('\n');
        Assert.Equal("{\"@t\":\"20", lines[0]);
        Assert.Equal(["one", "two"], lines[1..^1].Select(l => JsonDocument.Parse(l).RootElement.GetProperty("@mt").GetString()));
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public void ATornTailThatMustRotateIsArchivedAsItIs()
    {
        using var folder = new TempFolder();
        folder.Write("app.log", "torn tail!");
        using (var log = Open.Rotating(folder["app.log"], maxBytes: 10, backupCount: 2)) log.Information("next");
        Assert.Equal("torn tail!", folder.Text("app.log.1"));
        Assert.Equal("next\n", folder.Text("app.log"));
        Assert.Equal(["app.log", "app.log.1"], folder.Names);
    }

    [Fact]
    public void AKillBetweenTheLastRenameAndTheNewFileIsHealedByTheNextStart()
    {
        using var folder = new TempFolder();
        folder.Write("app.log.1", "b\n");
        folder.Write("app.log.2", "a\n");
        Log(folder, "c");
        Assert.Equal("c\n", folder.Text("app.log"));
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], folder.Names);
    }

    static void Log(TempFolder folder, string message)
    {
        using var log = Open.Rotating(folder["app.log"], maxBytes: 1000, backupCount: 3);
        log.Information(message);
    }
}
