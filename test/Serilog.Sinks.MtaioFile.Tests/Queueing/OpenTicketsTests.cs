using Serilog.Sinks.MtaioFile.Queueing;







namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

public sealed class OpenTicketsTests
{
    readonly OpenTickets _tickets = new();

    QueueTicket Opened(bool tellsCaller = true)
    {
        var ticket = new QueueTicket(tellsCaller: tellsCaller);
        _tickets.Open(ticket);
        return ticket;
    }

    [Fact]
    public void ALossIsToldToAllThatAreOpenAndElseToTheNext()
    {
        var (first, second) = (Opened(), Opened());
        _tickets.Lose(2);
        Assert.Equal((2, 2), (first.Lost, second.Lost));
        _tickets.Close(first);
        _tickets.Close(second);
        Assert.Equal(0, Opened().Lost);
    }

    [Fact]
    public void ALossThatNobodyWasToldOfIsToldOnce()
    {
        _tickets.Lose(1);
        _tickets.LoseNewest(2);
        var first = Opened();
        Assert.Equal(3, first.Lost);
        _tickets.Close(first);
        Assert.Equal(0, Opened().Lost);
    }

    [Fact]
    public void TheNewestLossConcernsOnlyTheNext()
    {
        var first = Opened();
        _tickets.LoseNewest(1);
        Assert.Equal(0, first.Lost);
        Assert.Equal(1, Opened().Lost);
    }

    [Fact]
    public void ALaterTicketIsToldWhatAnOpenOneBeforeItWasTold()
    {
        var first = Opened();
        _tickets.Lose(1);
        var second = Opened();
        _tickets.Lose(1);
        Assert.Equal((2, 2), (first.Lost, second.Lost));
    }

    [Fact]
    public void WhatASilentTicketWasToldPassesOn()
    {
        _tickets.Lose(1);
        var silent = Opened(tellsCaller: false);
        _tickets.Lose(1);
        _tickets.Close(silent);
        var next = Opened();
        Assert.Equal(2, next.Lost);

        silent = Opened(tellsCaller: false);
        var behind = Opened();
        _tickets.Lose(1);
        _tickets.Close(next);
        _tickets.Close(silent);
        _tickets.Close(behind);
        Assert.Equal(3, behind.Lost);
        Assert.Equal(0, Opened().Lost);
    }

    [Fact]
    public void ADesertedTicketIsSilent()
    {
        var deserted = Opened();
        deserted.Desert();
        _tickets.Lose(1);
        _tickets.Close(deserted);
        Assert.Equal(1, Opened().Lost);
    }

    [Fact]
    public async Task FailingAllEndsThemWithTheirOwnNumbers()
    {
        var first = Opened();
        _tickets.Lose(3);
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
    public async Task AFailedActionIsTheAnswerAndAlwaysAnIOException()
    {
        var ticket = new QueueTicket(() => throw new InvalidOperationException("why"));
        ticket.Act();
        Assert.False(ticket.Task.IsCompleted);
        ticket.Complete("/logs/app.log");
        var failure = await Assert.ThrowsAsync<IOException>(() => ticket.Task);
        Assert.Equal("why", failure.Message);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }
}
