using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Files;

/// <summary>The lock of a path, which all sinks of a process share.</summary>
public sealed class PathGateTests
{
    [Fact]
    public void OnlyTheThreadThatHasEnteredAGateHoldsIt()
    {
        using var folder = new TempFolder();
        using var gate = PathGate.For(folder["app.log"], shared: false);
        using var other = PathGate.For(folder["other.log"], shared: false);
        Assert.False(gate.IsHeld);
        using (gate.Enter())
        {
            var heldElsewhere = true;
            var thread = new Thread(() => heldElsewhere = gate.IsHeld);
            thread.Start();
            thread.Join();
            Assert.Equal((true, false, false), (gate.IsHeld, other.IsHeld, heldElsewhere));
        }
        Assert.False(gate.IsHeld);
    }
}
