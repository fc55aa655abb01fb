using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace Serilog.Sinks.MtaioFile.HealthChecks.Tests;

/// <summary>What checks remember, with statistics and times of the tests' own.</summary>
public sealed class FileHistoryTests
{
    static readonly TimeSpan Forget = TimeSpan.FromMinutes(5);

    readonly FakeTimeProvider _clock = new();
    readonly FileHistory _history;

    public FileHistoryTests() => _history = new FileHistory(_clock, Forget);

    [Fact]
    public void NothingIsKnownOfASinkThatDoesWell()
    {
        Add(accepted: 5, written: 5);
        Wait(minutes: 10);
        Add(accepted: 9, written: 9);
        Assert.Equal((null, null, null), (_history.SinceDrop, _history.SinceFailure, _history.Stalled));
    }

    [Fact]
    public void DropsAreSummedUpUntilTheyAreOfNoInterest()
    {
        Add(accepted: 10, written: 9, overflow: 1);
        Wait(minutes: 3);
        Add(accepted: 20, written: 16, overflow: 2, failure: 2);
        Assert.Equal((4, TimeSpan.Zero), (_history.Dropped, _history.SinceDrop));
        Assert.Equal("the queue was full: 2, writing kept failing: 2", _history.DropReasons);
        Wait(minutes: 6);
        Add(accepted: 20, written: 16, overflow: 2, failure: 2);
        Assert.Null(_history.SinceDrop);
        Add(accepted: 21, written: 16, overflow: 2, failure: 3);
        Assert.Equal((1, "writing kept failing: 1"), (_history.Dropped, _history.DropReasons));
    }

    [Fact]
    public void ASinkIsStalledSinceTheLastCheckThatSawItWrite()
    {
        Add(accepted: 10, written: 5, pending: 5);
        Wait(minutes: 1);
        Add(accepted: 12, written: 6, pending: 6);
        Assert.Equal(TimeSpan.Zero, _history.Stalled);
        Wait(minutes: 2);
        Add(accepted: 99, written: 6, pending: 93);
        Assert.Equal(TimeSpan.FromMinutes(2), _history.Stalled);
        Add(accepted: 99, written: 99);
        Assert.Null(_history.Stalled);
    }

    [Fact]
    public void AnotherSinkOfTheHandleBeginsAnew()
    {
        Add(accepted: 10, written: 5, pending: 3, overflow: 2, failures: 4);
        Add(accepted: 1, written: 0, pending: 1);
        Assert.Equal((null, null, TimeSpan.Zero), (_history.SinceDrop, _history.SinceFailure, _history.Stalled));
    }

    [Fact]
    public void AnotherSinkThatHasAcceptedMoreBeginsAnewToo()
    {
        Add(accepted: 10, written: 8, overflow: 2);
        Add(accepted: 99, written: 98, pending: 1);
        Assert.Equal((null, 0, TimeSpan.Zero), (_history.SinceDrop, _history.Dropped, _history.Stalled));
        Add(accepted: 99, written: 98, overflow: 1);
        Assert.Equal((1, "the queue was full: 1"), (_history.Dropped, _history.DropReasons));
    }

    [Fact]
    public void AFailureGoesOnWhileEventsWaitAndNoneIsWrittenHoweverLongAnAttemptTakes()
    {
        Add(accepted: 9, written: 3, pending: 6, failures: 1);
        Wait(minutes: 2);
        Add(accepted: 10, written: 3, pending: 7, failures: 1);
        Assert.Equal(TimeSpan.Zero, _history.SinceFailure);
        Add(accepted: 10, written: 4, pending: 6, failures: 1);
        Wait(minutes: 2);
        Add(accepted: 10, written: 4, pending: 6, failures: 1);
        Assert.Equal(TimeSpan.FromMinutes(2), _history.SinceFailure);
    }

    [Fact]
    public void ItDoesNotMatterWhoElseHasCheckedInBetween() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 120]).Array[1, 30].Sample(steps =>
        {
            var clock = new FakeTimeProvider();
            var (one, often) = (new FileHistory(clock, Forget), new FileHistory(clock, Forget));
            long accepted = 0, written = 0, pending = 0, dropped = 0, failures = 0;
            foreach (var (drops, accepts, fails, writes, seconds) in steps)
            {
                dropped += drops;
                failures += fails;
                accepted += accepts + drops;
                pending += accepts;
                if (writes) (written, pending) = (written + pending, 0);
                clock.Advance(TimeSpan.FromSeconds(seconds));
                var now = Statistics(accepted, written, pending, dropped, failures: failures);
                one.Add(now);
                for (var i = 0; i < accepts; i++) often.Add(now);
                often.Add(now);
                Assert.Equal(
                    (one.SinceDrop, one.SinceFailure, one.Stalled, one.Dropped, one.DropReasons),
                    (often.SinceDrop, often.SinceFailure, often.Stalled, often.Dropped, often.DropReasons));
            }
        });

    void Wait(int minutes) => _clock.Advance(TimeSpan.FromMinutes(minutes));

    void Add(long accepted, long written, long pending = 0, long overflow = 0, long failure = 0, long failures = 0) =>
        _history.Add(Statistics(accepted, written, pending, overflow, failure, failures));

    static MtaioFileStatistics Statistics(
        long accepted, long written, long pending, long overflow, long failure = 0, long failures = 0) =>
        new(accepted, written, overflow + failure, overflow, 0, failure, 0, 0, 0, pending, 0, 0, failures, null);
}
