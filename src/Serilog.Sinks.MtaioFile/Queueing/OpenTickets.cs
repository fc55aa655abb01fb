using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Timing;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Counts the drops that each flush must report: those among the events before it, and those that no flush has reported yet. All flushes
/// that are open together report a drop before them. No flush that starts after the drop was reported to a caller does so again.
/// </summary>
sealed class OpenTickets
{
    readonly object _gate = new();

    // Guarded by the gate. The drops of each ticket are among those of the tickets behind it.
    readonly List<Entry> _open = [];
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
            var (dropped, unreported) = _open.Count > 0 ? (_open[^1].Ticket.Dropped, _open[^1].Unreported) : (0, 0);
            ticket.AddDropped(_unreported + dropped);
            _open.Add(new Entry(ticket) { Unreported = _unreported + unreported });
            _unreported = 0;
        }
    }

    /// <summary>A flush of a queue that has come to its end: it reports the drops that no flush has reported yet.</summary>
    public Task FlushClosed(string path)
    {
        int dropped;
        using (Uninterrupted.Enter(_gate)) (dropped, _unreported) = (_unreported, 0);
        return dropped == 0 ? Task.CompletedTask : Task.FromException(new IOException($"{dropped} events for {path} were lost"));
    }

    /// <summary>Removes a ticket that is about to complete. If no caller waits for it, the next ticket reports its drops.</summary>
    public void Close(QueueTicket ticket)
    {
        using (Uninterrupted.Enter(_gate))
        {
            var index = _open.FindIndex(e => ReferenceEquals(e.Ticket, ticket));
            if (index < 0) return;
            var closed = _open[index];
            _open.RemoveAt(index);
            if (ticket.ReportsToCaller) NoteReportedLocked(closed, behind: index);
            // A later open ticket has counted them already.
            else if (_open.Count == 0) _unreported += closed.Unreported;
        }
    }

    /// <summary>Notes that the caller of a ticket stops waiting.</summary>
    /// <returns>False when the ticket is completing: its caller must learn how.</returns>
    public bool TryDetach(QueueTicket ticket)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (!_open.Exists(e => ReferenceEquals(e.Ticket, ticket))) return false;
            ticket.DetachCaller();
            return true;
        }
    }

    /// <summary>Fails every open ticket: the events before it will not be written.</summary>
    public void FailAll(string path)
    {
        List<Entry> open;
        using (Uninterrupted.Enter(_gate))
        {
            open = [.. _open];
            _open.Clear();
        }
        foreach (var entry in open) entry.Ticket.Fail(path);
    }

    /// <summary>Adds drops of events that came before every open ticket. If no ticket is open, the next one reports them.</summary>
    public void AddDropped(int count)
    {
        using (Uninterrupted.Enter(_gate))
        {
            if (_open.Count == 0) _unreported += count;
            foreach (var entry in _open)
            {
                entry.Ticket.AddDropped(count);
                entry.Unreported += count;
            }
        }
    }

    /// <summary>Adds drops of events that came after every open ticket: the next ticket reports them.</summary>
    public void AddDroppedForNext(int count)
    {
        using (Uninterrupted.Enter(_gate)) _unreported += count;
    }

    /// <summary>Takes the drops that a caller learns of from the tickets behind, so that they are not handed on.</summary>
    void NoteReportedLocked(Entry reported, int behind)
    {
        Debug.Assert(Monitor.IsEntered(_gate));
        for (var i = behind; i < _open.Count; i++) _open[i].Unreported -= reported.Unreported;
    }

    /// <summary>An open ticket, and those of its drops that no caller has learned of.</summary>
    sealed class Entry(QueueTicket ticket)
    {
        public QueueTicket Ticket { get; } = ticket;

        public int Unreported { get; set; }
    }
}
