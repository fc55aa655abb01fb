using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Composition;

/// <summary>Refuses options that cannot have an effect with the others as they are, if the user has asked for them.</summary>
/// <remarks>
/// A configuration tells which options it gives. In code only a value other than the default tells that somebody gave it, and one object of
/// options may serve several sinks: there only options of archives that never come to be, and <c>ShedBelow</c>, are refused. A value that
/// asks for nothing, such as null or None, is never refused.
/// </remarks>
static class EffectValidator
{
    const string NeedsTrigger = "needs something that makes the file rotate: maxBytes, interval, RotateOnStart, or a Handle";
    const string NeedsMaxBytes = "needs maxBytes: without it the file never rotates, and there are no archives";
    const string NeedsPeriods = "needs interval, or names with a date: only periods and dates depend on the time zone";
    const string NoArchives = "has no effect with backupCount 0, which keeps no archives; leave it out";
    const string LeavesNone = "must be less than backupCount, or no archive is ever compressed";
    const string ByDate = "contradicts the date in the path; write an interval, such as Day, or leave it out";
    const string WithoutQueue = "has no effect on AuditTo: an audit sink writes each event itself and has no queue; leave it out";
    const string NeverFull =
        "has no effect with QueueLimit and QueueBytes null, because such a queue is never full; write one of them, or leave it out";
    const string StaysOpenOnAudit = "has no effect on AuditTo, whose file stays open; leave it out";
    const string OnlyOnAudit = "is for AuditTo, which writes one record after the other; leave it out, or use AuditTo";
    const string StaysOpen = "has no effect with hooks: their file stays open; leave it out";
    const string ForBlock = $"is for Overflow {nameof(OverflowPolicy.Block)}; write that too, or leave it out";
    const string ForShed = $"is for Overflow {nameof(OverflowPolicy.Shed)}; write that too, or leave it out";
    const string NothingBelow = "has no effect, because no event is below Verbose; write a higher level";

    /// <summary>What an audit sink does not read.</summary>
    static readonly string[] OfQueue =
    [
        nameof(MtaioFileOptions.Batching), nameof(MtaioFileOptions.FlushOnLevel), nameof(MtaioFileOptions.RetryTimeLimit),
        .. typeof(MtaioBatchingOptions).GetProperties().Select(p => p.Name),
    ];

    public static void ValidateAudit(MtaioFileOptions options)
    {
        foreach (var option in OfQueue) RefuseIf(IsGiven(options, option), option, WithoutQueue);
        RefuseIf(options.CloseIdleFileAfter is not null, nameof(options.CloseIdleFileAfter), StaysOpenOnAudit);
    }

    public static void ValidateQueue(MtaioFileOptions options)
    {
        RefuseIf(options.Chain is not null, nameof(options.Chain), OnlyOnAudit);
        var closesIdle = options.CloseIdleFileAfter is { } after && after != TimeSpan.MaxValue;
        RefuseIf(closesIdle && options.Hooks is not null, nameof(options.CloseIdleFileAfter), StaysOpen);
        var batching = options.Batching;
        if (batching.QueueLimit is null && batching.QueueBytes is null)
        {
            RefuseGiven(nameof(batching.Overflow), NeverFull);
            RefuseGiven(nameof(batching.BlockTimeout), NeverFull);
            RefuseGiven(nameof(batching.ShedBelow), NeverFull);
        }
        if (batching.Overflow != OverflowPolicy.Block) RefuseGiven(nameof(batching.BlockTimeout), ForBlock);
        var isShedding = batching.Overflow == OverflowPolicy.Shed;
        var isAsked = IsAsked(options, nameof(batching.ShedBelow), batching.ShedBelow != new MtaioBatchingOptions().ShedBelow);
        RefuseIf(!isShedding && isAsked, nameof(batching.ShedBelow), ForShed);
        RefuseIf(isShedding && batching.ShedBelow == LogEventLevel.Verbose, nameof(batching.ShedBelow), NothingBelow);

        void RefuseGiven(string option, string reason) => RefuseIf(IsGiven(options, option), option, reason);
    }

    /// <summary>Refuses limits on the archives of a file without size limit that rotates by size alone.</summary>
    public static void ValidatePlain(int? backupCount, MtaioFileOptions options) =>
        RefuseIf(IsAskedCount(options, "backupCount", backupCount), "backupCount", NeedsMaxBytes);

    public static void ValidateRotation(RotationPlan rotation, LogPath path, MtaioFileOptions options)
    {
        if (path.Rolling is null && !rotation.HasTrigger && options.Handle is null) ValidateWithoutTrigger(rotation, options);
        var archives = rotation.Options;
        if (rotation.BackupCount == 0)
        {
            RefuseGiven(archives.Compression != ArchiveCompression.None, nameof(archives.Compression), NoArchives);
            RefuseGiven(archives.RetainedAge is not null, nameof(archives.RetainedAge), NoArchives);
            RefuseGiven(archives.RetainedBytes is not null, nameof(archives.RetainedBytes), NoArchives);
        }
        RefuseIf(
            archives.UncompressedArchives > 0 && archives.UncompressedArchives >= rotation.BackupCount,
            nameof(archives.UncompressedArchives),
            LeavesNone);
        var hasDates = !rotation.Interval.IsNone || path.Rolling is not null || archives.FormerArchiveNames.Count > 0
            || rotation.PatternFor(path.Path).IsDated;
        RefuseGiven(archives.UseUtc && !hasDates, nameof(archives.UseUtc), NeedsPeriods);

        void RefuseGiven(bool isWrong, string option, string reason) => RefuseIf(isWrong && IsGiven(options, option), option, reason);
    }

    /// <summary>Refuses "no interval" for a path with a date, which tells the interval if none is given.</summary>
    public static void ValidateInterval(RotationPlan rotation, LogPath path, MtaioFileOptions options)
    {
        var contradicts = rotation.Interval.IsNone && path.Rolling is not null;
        RefuseIf(contradicts && IsGiven(options, "interval"), "interval", ByDate);
    }

    static void ValidateWithoutTrigger(RotationPlan rotation, MtaioFileOptions options)
    {
        var archives = rotation.Options;
        Refuse(nameof(archives.Compression), archives.Compression != ArchiveCompression.None);
        Refuse(nameof(archives.RetainedAge), archives.RetainedAge is not null);
        Refuse(nameof(archives.FormerArchiveNames), archives.FormerArchiveNames.Count > 0);
        Refuse(nameof(archives.RetainedBytes), archives.RetainedBytes is not null);
        var isNamed = !string.Equals(archives.ArchiveName, RotationOptions.DefaultArchiveName, StringComparison.Ordinal);
        Refuse(nameof(archives.ArchiveName), IsAsked(options, nameof(archives.ArchiveName), isNamed));
        Refuse("backupCount", IsAskedCount(options, "backupCount", rotation.BackupCount));

        static void Refuse(string option, bool isAsked) => RefuseIf(isAsked, option, NeedsTrigger);
    }

    static bool IsAskedCount(MtaioFileOptions options, string name, int? count) =>
        count is not null && IsAsked(options, name, count != RotationPlan.DefaultBackupCount);

    static bool IsAsked(MtaioFileOptions options, string name, bool differs) =>
        differs || IsGiven(options, name);

    static bool IsGiven(MtaioFileOptions options, string name) => options.GivenSettings?.Contains(name) is true;

    static void RefuseIf(bool isWrong, string option, string reason)
    {
        if (isWrong) throw new ArgumentException(reason, option);
    }
}
