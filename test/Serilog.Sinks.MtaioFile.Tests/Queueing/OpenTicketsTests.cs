using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>Which tickets, for instance flushes, report which dropped events.</summary>
public sealed class OpenTicketsTests
{
    readonly OpenTickets _tickets = new();

    QueueTicket Opened(bool reportsToCaller = true)
    {
        var ticket = new QueueTicket(reportsToCaller: reportsToCaller);
        _tickets.Open(ticket);
        return ticket;
    }

    [Fact]
    public void ADropIsAddedToEveryOpenTicketAndNotToLaterTickets()
    {
        var (first, second) = (Opened(), Opened());
        _tickets.AddDropped(2);
        Assert.Equal((2, 2), (first.Dropped, second.Dropped));
        _tickets.Close(first);
        _tickets.Close(second);
        Assert.Equal(0, Opened().Dropped);
    }

    [Fact]
    public void WithoutAnOpenTicketADropIsAddedOnceToTheNextTicket()
    {
        _tickets.AddDropped(1);
        _tickets.AddDroppedForNext(2);
        var first = Opened();
        Assert.Equal(3, first.Dropped);
        _tickets.Close(first);
        Assert.Equal(0, Opened().Dropped);
    }

    [Fact]
    public void ADropAfterEveryOpenTicketIsAddedOnlyToTheNextTicket()
    {
        var first = Opened();
        _tickets.AddDroppedForNext(1);
        Assert.Equal(0, first.Dropped);
        Assert.Equal(1, Opened().Dropped);
    }

    [Fact]
    public void ALaterTicketIncludesTheDropsOfAnEarlierOpenTicket()
    {
        var first = Opened();
        _tickets.AddDropped(1);
        var second = Opened();
        _tickets.AddDropped(1);
        Assert.Equal((2, 2), (first.Dropped, second.Dropped));
    }

    [Fact]
    public void TheDropsOfATicketThatReportsToNobodyAreAddedToTheNextTicket()
    {
        _tickets.AddDropped(1);
        var silent = Opened(reportsToCaller: false);
        _tickets.AddDropped(1);
        _tickets.Close(silent);
        var next = Opened();
        Assert.Equal(2, next.Dropped);

        silent = Opened(reportsToCaller: false);
        var behind = Opened();
        _tickets.AddDropped(1);
        _tickets.Close(next);
        _tickets.Close(silent);
        _tickets.Close(behind);
        Assert.Equal(3, behind.Dropped);
        Assert.Equal(0, Opened().Dropped);
    }

    [Fact]
    public void ATicketThatReportsToNobodyKeepsNoDropsThatAnotherTicketHasReported()
    {
        _tickets.AddDropped(1);
        var reporting = Opened();
        _tickets.AddDropped(2);
        var silent = Opened(reportsToCaller: false);
        _tickets.Close(reporting);
        _tickets.AddDropped(4);
        _tickets.Close(silent);
        Assert.Equal(4, Opened().Dropped);
    }

    [Fact]
    public void ADetachedTicketReportsToNobody()
    {
        var detached = Opened();
        Assert.True(_tickets.TryDetach(detached));
        _tickets.AddDropped(1);
        _tickets.Close(detached);
        Assert.Equal(1, Opened().Dropped);
    }

    [Fact]
    public void ATicketThatIsCompletingCannotBeDetached()
    {
        var closed = Opened();
        _tickets.AddDropped(1);
        _tickets.Close(closed);
        Assert.False(_tickets.TryDetach(closed));
        Assert.Equal(0, Opened().Dropped);
    }

    [Fact]
    public async Task FailAllFailsEachTicketWithTheNumberOfItsDrops()
    {
        var first = Opened();
        _tickets.AddDropped(3);
        var second = Opened();
        _tickets.FailAll("/logs/app.log");
        Assert.False(_tickets.AnyOpen);
        foreach (var ticket in new[] { first, second })
        {
            var failure = await Assert.ThrowsAsync<IOException>(() => ticket.Task);
            Assert.Equal("3 events for /logs/app.log were lost", failure.Message);
        }
    }

    [Fact]
    public async Task ATicketWhoseActionFailedThrowsAnIOException()
    {
        var ticket = new QueueTicket(() => throw new InvalidOperationException("why"));
        ticket.RunAction();
        Assert.False(ticket.Task.IsCompleted);
        ticket.Complete("/logs/app.log");
        var failure = await Assert.ThrowsAsync<IOException>(() => ticket.Task);
        Assert.Equal("why", failure.Message);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }
}
