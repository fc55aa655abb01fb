namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Sinks that are planned and not created: refuses what their creation in one process would refuse.</summary>
sealed class PlannedSinks
{
    readonly List<SinkPlan> _plans = [];

    /// <exception cref="ArgumentException">The sink cannot be created, or not beside those before it.</exception>
    public void Add(SinkPlan plan, bool isAudit)
    {
        if (isAudit) EffectValidator.ValidateAudit(plan.Options);
        else EffectValidator.ValidateQueue(plan.Options);
        foreach (var other in _plans)
        {
            var isSamePath = plan.Path.Rules.Comparer.Equals(plan.Path.Path, other.Path.Path);
            if (isSamePath && (plan.Options.Chain ?? other.Options.Chain) is not null)
                throw OptionsValidator.ChainOfAnotherSink(plan.Path.Path);
            if (!isSamePath && plan.ArchiveNames is { } names && string.Equals(names, other.ArchiveNames, StringComparison.Ordinal))
                throw OptionsValidator.ArchivesOfAnotherLog(names, other.Path.Path);
        }
        _plans.Add(plan);
    }
}
