namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Tells each flush of the losses it must not hide: those among the events before it, and those that no flush was told of yet.
/// </summary>
sealed class OpenTickets
{
    readonly object _gate = new();
    readonly List<QueueTicket> _open = [];
    int _untold;

    public bool AnyOpen
    {
        get
        {
            lock (_gate) return _open.Count > 0;
        }
    }

    public void Open(QueueTicket ticket)
    {
        lock (_gate)
        {
            // A loss told to a flush that is still under way concerns this one too: it covers the same events and more.
            ticket.AddLost(_untold + (_open.Count > 0 ? _open[^1].Lost : 0));
            _untold = 0;
            _open.Add(ticket);
        }
    }

    /// <summary>Ends a ticket that is about to be answered; losses that its answer will tell nobody of are kept for the next.</summary>
    public void Close(QueueTicket ticket)
    {
        lock (_gate)
        {
            // A later ticket that is still open has been told of them as well.
            if (_open.Remove(ticket) && _open.Count == 0 && !ticket.TellsCaller) _untold += ticket.Lost;
        }
    }

    /// <summary>Ends every open ticket: what stood before it will not be written.</summary>
    public void FailAll(string path)
    {
        List<QueueTicket> open;
        lock (_gate)
        {
            open = [.. _open];
            _open.Clear();
        }
        foreach (var ticket in open) ticket.Fail(path);
    }

    /// <summary>An event was lost that stood before every open ticket, or before none when there is none.</summary>
    public void Lose(int count)
    {
        lock (_gate)
        {
            if (_open.Count == 0) _untold += count;
            foreach (var ticket in _open) ticket.AddLost(count);
        }
    }

    /// <summary>An event was lost that came after every open ticket: the next one is told.</summary>
    public void LoseNewest(int count)
    {
        lock (_gate) _untold += count;
    }
}
