using System.Globalization;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>SIGTERM, and SIGKILL when the grace period is over while the disk is slow or hangs.</summary>
public sealed class KilledTests
{
    const int Acknowledged = 500, Waiting = 5000, LineSize = 100;

    [RequiresFact("strace", "kill")]
    public void OnADiskThatHangsEveryFlushedLineIsThereAndNoneIsTorn() => EndInTwoSteps("delay_enter=600000000:when=20+", "");

    [RequiresFact("strace", "kill")]
    public void OnASlowDiskEveryFlushedLineIsThereAndNoneIsTorn() => EndInTwoSteps("delay_exit=300000", "slow=1");

    static void EndInTwoSteps(string fault, string more)
    {
        using var folder = new TempFolder();
        var log = folder["app.log"];
        using var process = WriterProcess.Start(
            Strace.Injecting($"pwrite64:{fault}", log),
            $"open path={log} batch=100 shutdown=60000 max=50000 backups=100 {more}");
        for (var i = 0; i < 5; i++) process.Tell($"write {Acknowledged / 5} size={LineSize}");
        Assert.Equal($"{Acknowledged}", process.Ask("flush", "acked"));
        process.Ask($"write {Waiting} size={LineSize}", "wrote");
        var program = System.IO.File.ReadAllText($"/proc/{process.Pid}/task/{process.Pid}/children").Trim();

        Shell.Run("kill", "-TERM", program);
        Eventually.True(() => !WaitsForSigterm(program), "the handling of SIGTERM");
        Shell.Run("kill", "-KILL", program);
        process.AwaitExit();

        var files = NumberedFiles.Read(log);
        Assert.Equal(Numbers.From(1, files.Numbers.Count), files.Numbers);
        Assert.InRange(files.Numbers.Count, Acknowledged, Acknowledged + Waiting - 1);
        Assert.InRange(files.Others.Count, 0, 1);
        Assert.DoesNotContain(process.Failures, f => f.Contains("Final", StringComparison.Ordinal));
    }

    static bool WaitsForSigterm(string program)
    {
        const int Sigterm = 15;
        var pending = System.IO.File.ReadLines($"/proc/{program}/status")
            .Single(l => l.StartsWith("ShdPnd:", StringComparison.Ordinal))["ShdPnd:".Length..];
        return (ulong.Parse(pending.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (Sigterm - 1) & 1) == 1;
    }
}
