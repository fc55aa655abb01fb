using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>A crash or a power cut has left an unfinished line, and the sink starts again.</summary>
public sealed class TornTailTests : LogUnderTest
{
    [Theory]
    [InlineData("a\nhalf a li")]
    [InlineData("x")]
    [InlineData("a\r")]
    public void ATornTailIsKeptOnALineOfItsOwn(string tail)
    {
        Folder.Write("app.log", tail);
        Log("next");
        Assert.Equal(tail + "\nnext\n", Folder.Text("app.log"));
    }

    [Fact]
    public void ATailTornInsideACharacterKeepsItsBytes()
    {
        FileInUse.Write(Folder["app.log"], [(byte)'a', 0xE2, 0x82]);
        Log("€");
        Assert.Equal([(byte)'a', 0xE2, 0x82, (byte)'\n', 0xE2, 0x82, 0xAC, (byte)'\n'], Folder.Bytes("app.log"));
    }

    [Fact]
    public void ATailOfNullBytesIsKeptAndTheNextEventHasItsOwnLine()
    {
        var tail = "a\n" + new string('\0', 100);
        Folder.Write("app.log", tail);
        Log("b");
        Assert.Equal(tail + "\nb\n", Folder.Text("app.log"));
    }

    [Fact]
    public void ATornJsonLineStaysOnItsOwnLineAndTheOtherLinesParse()
    {
        Folder.Write("app.log", "{\"@t\":\"20");
        using (var log = OpenPlain(formatter: new CompactJsonFormatter()))
        {
            log.Write(Some.Event("one"));
            log.Write(Some.Event("two", LogEventLevel.Error, new InvalidOperationException("of two\nlines")));
        }
        var lines = Folder.Text("app.log").Split('\n');
        Assert.Equal("{\"@t\":\"20", lines[0]);
        Assert.Equal(["one", "two"], lines[1..^1].Select(l => JsonDocument.Parse(l).RootElement.GetProperty("@mt").GetString()));
        Assert.Equal("", lines[^1]);
    }

    [Fact]
    public void ATornTailThatMustRotateIsArchivedAsItIs()
    {
        Folder.Write("app.log", "torn tail!");
        using (var log = OpenRotating(maxBytes: 10, backupCount: 2)) log.Information("next");
        Assert.Equal("torn tail!", Folder.Text("app.log.1"));
        Assert.Equal("next\n", Folder.Text("app.log"));
        Assert.Equal(["app.log", "app.log.1"], Folder.Names);
    }

    [Fact]
    public void AKillBetweenTheLastRenameAndTheNewFileIsRepairedAtTheNextStart()
    {
        Folder.Write("app.log.1", "b\n");
        Folder.Write("app.log.2", "a\n");
        Log("c");
        Assert.Equal("c\n", Folder.Text("app.log"));
        Assert.Equal(["app.log", "app.log.1", "app.log.2"], Folder.Names);
    }

    void Log(string message)
    {
        using var log = OpenRotating(maxBytes: 1000, backupCount: 3);
        log.Information(message);
    }
}
