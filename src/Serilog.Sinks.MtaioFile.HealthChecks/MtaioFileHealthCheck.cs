using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Serilog.Sinks.MtaioFile.HealthChecks;

/// <summary>Judges a sink by what its handle says now, and by what earlier checks have seen.</summary>
sealed class MtaioFileHealthCheck(MtaioFileHandle handle, MtaioFileHealthOptions options) : IHealthCheck
{
    readonly object _gate = new();
    readonly FileHistory _history = new(options.TimeProvider, options.DropsCountFor);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (PathOf(handle) is not { } path)
        {
            const string None = "no sink has the handle: give it to one in MtaioFileOptions.Handle";
            return Task.FromResult(new HealthCheckResult(context.Registration.FailureStatus, None));
        }
        HealthStatus status;
        string description;
        MtaioFileStatistics statistics;
        double fill;
        lock (_gate)
        {
            // Inside: the numbers of a check that comes later must not be older.
            (statistics, fill) = (handle.Statistics, handle.QueueFill);
            _history.Add(statistics);
            (status, description) = Judge(path, statistics, fill);
        }
        var reported = status == HealthStatus.Unhealthy ? context.Registration.FailureStatus : status;
        return Task.FromResult(new HealthCheckResult(reported, description, data: DataOf(path, statistics, fill)));
    }

    (HealthStatus Status, string Description) Judge(string path, MtaioFileStatistics now, double fill)
    {
        var hasRecentError = _history.SinceFailure <= options.DropsCountFor;
        var error = hasRecentError && now.LastError is { } last ? $"; the last error: {last}" : "";
        if (_history.SinceDrop is { } dropped && dropped <= options.DropsGoOnFor) return (HealthStatus.Unhealthy, Drops(path) + error);
        if (_history.Stalled is { } stalled && stalled >= options.StalledAfter)
        {
            return (
                HealthStatus.Unhealthy,
                $"no event was written to {path} for {Text(stalled)}, while {Text(now.Pending)} wait{error}");
        }
        if (!handle.IsOpen) return (HealthStatus.Unhealthy, $"the sink of {path} is closed");
        if (_history.SinceFailure is { } failed && failed <= options.FailuresCountFor)
            return (HealthStatus.Degraded, $"an operation on {path} failed and is tried again{error}");
        if (fill > options.QueueFillLimit)
        {
            return (HealthStatus.Degraded,
                $"the queue of {path} is {fill.ToString("P0", CultureInfo.InvariantCulture)} full, {Text(now.Pending)} events wait");
        }
        if (_history.SinceDrop is not null) return (HealthStatus.Degraded, Drops(path) + error);
        return (HealthStatus.Healthy, $"{path} is written, {Text(now.Pending)} events wait");
    }

    string Drops(string path) =>
        $"{Text(_history.Dropped)} events for {path} were dropped ({_history.DropReasons}), "
        + $"the last of them {Text(_history.SinceDrop!.Value)} ago";

    static Dictionary<string, object> DataOf(string path, MtaioFileStatistics now, double fill)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["path"] = path,
            ["accepted"] = now.Accepted,
            ["written"] = now.Written,
            ["dropped"] = now.Dropped,
            ["droppedByOverflow"] = now.DroppedByOverflow,
            ["droppedByFormatting"] = now.DroppedByFormatting,
            ["droppedByFailure"] = now.DroppedByFailure,
            ["droppedByShutdown"] = now.DroppedByShutdown,
            ["droppedAfterClose"] = now.DroppedAfterClose,
            ["droppedByHoldLimit"] = now.DroppedByHoldLimit,
            ["pending"] = now.Pending,
            ["queueFill"] = fill,
            ["bytes"] = now.Bytes,
            ["rotations"] = now.Rotations,
            ["failures"] = now.Failures,
        };
        if (now.LastError is { } error) data["lastError"] = error;
        return data;
    }

    static string? PathOf(MtaioFileHandle handle)
    {
        try
        {
            return handle.Path;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    static string Text(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalSeconds):0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(time.TotalMinutes):0} min");
}
