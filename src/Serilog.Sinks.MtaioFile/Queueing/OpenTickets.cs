using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Counts the drops that each flush must report: those among the events before it, and those that no flush has reported yet.
/// </summary>
sealed class OpenTickets
{
    readonly object _gate = new();
    readonly List<QueueTicket> _open = [];
    int _unreported;

    public bool AnyOpen
    {
        get
        {
            using (Uninterrupted.Enter(_gate)) return _open.Count > 0;
        }
    }

    public void Open(QueueTicket ticket)
    {
        using (Uninterrupted.Enter(_gate))
        {
            // A drop that an open flush reports concerns this flush too: it covers the same events and more.
            ticket.AddDropped(_unreported + (_open.Count > 0 ? _open[^1].Dropped : 0));
            _unreported = 0;
            _open.Add(ticket);
        }
    }

    /// <summary>Removes a ticket that is about to complete. If no caller waits for it, the next ticket reports its drops.</summary>
    public void Close(QueueTicket ticket)
    {
        using (Uninterrupted.Enter(_gate))
        {
            // A later open ticket has counted them already.
            if (_open.Remove(ticket) && _open.Count == 0 && !ticket.ReportsToCaller) _unreported += ticket.Dropped;
        }
    }

    /// <summary>Fails every open ticket: the events before it will not be written.</summary>
    public void FailAll(string path)
    {
        List<QueueTicket> open;
        using (Uninterrupted.Enter(_gate))
        {
            open = [.. _open];
            _open.Clear();
        }
        foreach (var ticket in open) ticket.Fail(path);
    }

    /// <summary>Adds drops of events that came before every open ticket. If no ticket is open, the next one reports them.</summary>
    public void AddDropped(int count)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (_open.Count == 0) _unreported += count;
            foreach (var ticket in _open) ticket.AddDropped(count);
        }
    }

    /// <summary>Adds drops of events that came after every open ticket: the next ticket reports them.</summary>
    public void AddDroppedForNext(int count)
    {
        using (Uninterrupted.Enter(_gate)) _unreported += count;
    }
}
