using System.Runtime.InteropServices;
using Serilog.Sinks.MtaioFile.Queueing;
using Serilog.Sinks.MtaioFile.Transactions;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Passes the end of the process on to the transactions, before the queues are flushed.</summary>
sealed class HeldAtExit : IBeforeExitFlush
{
    public void OnProcessEnd(Exception? exception, TimeSpan atMost)
    {
        if (exception is not null) BacktraceSink.WriteAllKept(atMost);
        LiveTransactions.EndAll(exception, atMost);
    }

    public void OnSignal(PosixSignal signal, TimeSpan atMost) => LiveTransactions.Interrupt(signal.ToString(), atMost);
}
