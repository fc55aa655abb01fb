using Serilog.Sinks.MtaioFile.Reader;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Runs;

/// <summary>Another process holds the lock of a shared log while this one ends: it ends all the same, and so do its other logs.</summary>
public sealed class HeldLockTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresTheory("kill", "flock")]
    [InlineData("audit", "audit")]
    [InlineData("audit", "queue")]
    [InlineData("queue", "audit")]
    [InlineData("queue", "queue")]
    public void TheProcessEndsAndItsOtherLogsGetTheirEnds(string held, string others)
    {
        using var process = WriterProcess.Start(
            Open("before.log", others), "write 3", Open("held.log", $"{held} shared=true"), "write 3", "flush",
            Open("after.log", others), "write 3");
        process.Await("acked");
        process.Await("wrote");
        using var holder = Shell.Start("flock", _folder["held.log.lock"], "sleep", "600");
        try
        {
            Eventually.True(() => !Shell.Succeeds("flock", "-n", _folder["held.log.lock"], "true"), "a held lock");
            Assert.Equal(0, process.Finish());
            foreach (var name in new[] { "before.log", "after.log" }) Assert.Equal("complete", Verify(name).Summary);
            var log = Verify("held.log");
            Assert.Equal([FindingKind.NoEndRecord], log.Findings.Select(f => f.Kind));
            Assert.Equal(3, Assert.Single(log.Runs).LastNumber);
        }
        finally
        {
            holder.Kill(entireProcessTree: true);
            holder.WaitForExit();
        }
    }

    string Open(string name, string options) =>
        $"open path={_folder[name]} sequence=true json=true shutdown=1000 kind={options}";

    LogVerification Verify(string name) => MtaioLogReader.Open(_folder[name]).Verify();
}
