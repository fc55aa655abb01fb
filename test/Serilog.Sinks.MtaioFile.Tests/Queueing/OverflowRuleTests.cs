using CsCheck;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Queueing;

namespace Serilog.Sinks.MtaioFile.Tests.Queueing;

/// <summary>The decisions of each policy in a table, and what holds for every policy, a new one included.</summary>
public sealed class OverflowRuleTests
{
    const int Limit = 10;

    static OverflowRule Rule(OverflowPolicy policy, int limit = Limit) => OverflowRule.For(QueueOf.Settings(policy, limit));

    [Theory]
    [InlineData(OverflowPolicy.Block, 10, false, true)]
    [InlineData(OverflowPolicy.DropNewest, 10, false, false)]
    [InlineData(OverflowPolicy.DropOldest, 10, true, false)]
    [InlineData(OverflowPolicy.Shed, 8, false, false)]
    public void EachPolicyHasTheRuleInThisTable(OverflowPolicy policy, int admitsAnyBelow, bool mayDropQueued, bool refusalIsFailure)
    {
        var rule = Rule(policy);
        Assert.Equal((admitsAnyBelow, mayDropQueued, refusalIsFailure), (rule.AdmitsAnyBelow, rule.MayDropQueued, rule.RefusalIsFailure));
    }

    [Theory]
    [InlineData(OverflowPolicy.Block, "Admit Admit Admit WaitForRoom WaitForRoom", "Admit Admit Admit WaitForRoom WaitForRoom")]
    [InlineData(OverflowPolicy.DropNewest, "Admit Admit Admit Refuse Refuse", "Admit Admit Admit Refuse Refuse")]
    [InlineData(OverflowPolicy.DropOldest, "Admit Admit Admit DropOldest DropOldest", "Admit Admit Admit DropOldest DropOldest")]
    [InlineData(OverflowPolicy.Shed, "Admit Refuse Refuse Refuse Refuse", "Admit Admit Admit Refuse Refuse")]
    public void TheDecisionDependsOnHowManyEventsWait(OverflowPolicy policy, string information, string warning)
    {
        int[] waiting = [7, 8, 9, 10, 25];
        string Decisions(LogEventLevel level) => string.Join(' ', waiting.Select(w => Rule(policy).Decide(level, w).Action));
        Assert.Equal((information, warning), (Decisions(LogEventLevel.Information), Decisions(LogEventLevel.Warning)));
    }

    [Theory]
    [InlineData(0, 10, 0)]
    [InlineData(0, 11, 0)]
    [InlineData(6, 4, 0)]
    [InlineData(6, 5, 1)]
    [InlineData(6, 9, 5)]
    [InlineData(6, 10, 6)]
    [InlineData(6, 50, 6)]
    [InlineData(10, 1, 1)]
    [InlineData(50, 3, 43)]
    public void DropOldestMakesRoomForAsMuchOfABlockAsTheQueueHolds(int waiting, int count, int dropped)
    {
        var expected = dropped == 0 ? OverflowDecision.Admit : OverflowDecision.DropOldest(dropped);
        Assert.Equal(expected, Rule(OverflowPolicy.DropOldest).DecideBlock(LogEventLevel.Information, waiting, count));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    [InlineData(5, 4)]
    [InlineData(100, 80)]
    [InlineData(101, 81)]
    [InlineData(int.MaxValue, 1_717_986_918)]
    public void SheddingStartsAtFourFifthsOfTheLimitRoundedUp(int limit, int shedFrom) =>
        Assert.Equal(shedFrom, Rule(OverflowPolicy.Shed, limit).AdmitsAnyBelow);

    [Fact]
    public void AnUnknownPolicyHasNoRule() => Assert.Throws<ArgumentOutOfRangeException>(() => Rule((OverflowPolicy)99));

    [Fact]
    public void NoRuleAdmitsAnEventAtTheLimit() => Sample((rule, limit, waiting, level) =>
    {
        Assert.InRange(rule.AdmitsAnyBelow, 1, limit);
        var decision = rule.Decide(level, waiting);
        if (waiting < rule.AdmitsAnyBelow) Assert.Equal(OverflowDecision.Admit, decision);
        if (waiting >= limit) Assert.NotEqual(OverflowAction.Admit, decision.Action);
    });

    [Fact]
    public void ARuleDropsOnlyQueuedEventsAndOnlyIfItSaysSo() => Sample((rule, _, waiting, level) =>
    {
        foreach (var decision in new[] { rule.Decide(level, waiting), rule.DecideBlock(level, waiting, count: 3) })
        {
            if (decision.Action == OverflowAction.DropOldest) Assert.InRange(decision.DropCount, 1, rule.MayDropQueued ? waiting : 0);
            else Assert.Equal(0, decision.DropCount);
        }
    });

    [Fact]
    public void NoRulePrefersALowerLevel() => Sample((rule, _, waiting, level) =>
    {
        var action = rule.Decide(level, waiting).Action;
        foreach (var higher in Enum.GetValues<LogEventLevel>().Where(l => l > level).Select(l => rule.Decide(l, waiting).Action))
        {
            if (action == OverflowAction.Admit) Assert.Equal(OverflowAction.Admit, higher);
            if (action != OverflowAction.Refuse) Assert.NotEqual(OverflowAction.Refuse, higher);
        }
    });

    [Fact]
    public void ABlockOfOneIsTreatedLikeAnEvent() => Sample((rule, limit, waiting, level) =>
    {
        if (waiting <= limit) Assert.Equal(rule.Decide(level, waiting), rule.DecideBlock(level, waiting, count: 1));
    });

    static void Sample(Action<OverflowRule, int, int, LogEventLevel> holds) =>
        Gen.Select(Gen.Enum<OverflowPolicy>(), Gen.Int[1, 30], Gen.Int[0, 60], Gen.Enum<LogEventLevel>())
            .Sample((policy, limit, waiting, level) => holds(Rule(policy, limit), limit, waiting, level), iter: 3000);
}
