using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>
/// Decides what happens to an event that finds the queue full or nearly full: one rule per policy. A rule is pure: it knows numbers
/// and levels alone, and <see cref="Admission"/> carries out its decisions.
/// </summary>
abstract class OverflowRule(int limit)
{
    /// <summary>While fewer events wait, the queue admits an event of any level without asking for a decision.</summary>
    public virtual int AdmitsAnyBelow => Limit;

    /// <summary>Whether queued events may be dropped for newer ones. Encoding them ahead may then be waste.</summary>
    public virtual bool MayDropQueued => false;

    /// <summary>Whether the next flush reports refused events as a failure. False if the policy drops on purpose.</summary>
    public virtual bool RefusalIsFailure => false;

    /// <summary>The most events that wait, blocks aside.</summary>
    protected int Limit => limit;

    /// <summary>The rule of the policy that the settings name. A new policy needs a line here and a class below.</summary>
    public static OverflowRule For(QueueSettings settings) => settings.Overflow switch
    {
        OverflowPolicy.Block => new Block(settings.Limit),
        OverflowPolicy.DropNewest => new DropNewest(settings.Limit),
        OverflowPolicy.DropOldest => new DropOldest(settings.Limit),
        OverflowPolicy.Shed => new Shed(settings.Limit, settings.ShedBelow),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings.Overflow, "is not an overflow policy"),
    };

    /// <summary>The decision for an event of a level and the number of waiting events.</summary>
    public abstract OverflowDecision Decide(LogEventLevel level, int waiting);

    /// <summary>
    /// The decision for a block, of which the number of events and the highest level count. A block is admitted or refused whole, like one
    /// event; an admitted block may take the queue beyond its limit.
    /// </summary>
    public virtual OverflowDecision DecideBlock(LogEventLevel highest, int waiting, int count) => Decide(highest, waiting);

    sealed class Block(int limit) : OverflowRule(limit)
    {
        public override bool RefusalIsFailure => true;

        public override OverflowDecision Decide(LogEventLevel level, int waiting) =>
            waiting < Limit ? OverflowDecision.Admit : OverflowDecision.WaitForRoom;
    }

    sealed class DropNewest(int limit) : OverflowRule(limit)
    {
        public override OverflowDecision Decide(LogEventLevel level, int waiting) =>
            waiting < Limit ? OverflowDecision.Admit : OverflowDecision.Refuse;
    }

    sealed class DropOldest(int limit) : OverflowRule(limit)
    {
        public override bool MayDropQueued => true;

        public override OverflowDecision Decide(LogEventLevel level, int waiting) =>
            waiting < Limit ? OverflowDecision.Admit : OverflowDecision.DropOldest(1);

        /// <summary>Makes room for as many events of the block as the queue can hold.</summary>
        public override OverflowDecision DecideBlock(LogEventLevel highest, int waiting, int count)
        {
            var excess = Math.Min(waiting, waiting - Limit + count);
            return excess > 0 ? OverflowDecision.DropOldest(excess) : OverflowDecision.Admit;
        }
    }

    sealed class Shed(int limit, LogEventLevel shedBelow) : OverflowRule(limit)
    {
        /// <summary>80 % of the limit: the rest is kept for the levels that are not shed.</summary>
        public override int AdmitsAnyBelow => (int)Math.Ceiling(Limit * 0.8);

        public override OverflowDecision Decide(LogEventLevel level, int waiting) =>
            waiting < (level < shedBelow ? AdmitsAnyBelow : Limit) ? OverflowDecision.Admit : OverflowDecision.Refuse;
    }
}
