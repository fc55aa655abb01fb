using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Faults;

/// <summary>A process of Windows ends in one of its ways.</summary>
public sealed class WindowsEndingTests : LogUnderTest
{
    const int Lines = 3_000;

    [WindowsTheory]
    [InlineData("press key=c")]
    [InlineDataExcept(Except.Wine, "its Ctrl+Break ends no process", "press key=break")]
    [InlineData("environment-exit")]
    public void WhatWasLoggedBeforeIsInTheFile(string ending)
    {
        using var writer = WriterProcess.Start($"open path={LogPath} period=60000 block=60000 shutdown=60000", $"write {Lines}");
        writer.Await("wrote");
        writer.Tell(ending);
        writer.AwaitExit();
        NumberedFiles.Read(LogPath).AreExactly(1, Lines);
    }

    [WindowsFact]
    public void WhatWasAcknowledgedBeforeATerminationIsInTheFileAndTheNextProcessContinuesOnALineOfItsOwn()
    {
        var (acknowledged, first) = (new List<(long First, long Last)>(), 1L);
        for (var life = 0; life < 4; life++)
        {
            using var writer = WriterProcess.Start($"open path={LogPath} max=20000 after={first - 1}", "pump 20 prefix=line size=60");
            writer.Await("pumped");
            Thread.Sleep(40 * life);
            writer.Kill();
            var last = writer.LastNumber("pumped");
            acknowledged.Add((first, Math.Max(last, first + 19)));
            first += 1_000_000;
        }
        var files = NumberedFiles.Read(LogPath);
        var numbers = files.Numbers.ToHashSet();
        Assert.Equal(files.Numbers.Count, numbers.Count);
        Assert.Equal(files.Numbers.Order(), files.Numbers);
        Assert.All(acknowledged, a => Assert.All(Numbers.From(a.First, a.Last), n => Assert.Contains(n, numbers)));
        Assert.InRange(files.Others.Count, 0, acknowledged.Count);
        Assert.False(files.HasNuls);
    }
}
