using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>The job for cron keeps rsyslogd from a full disk, on which it would lose lines.</summary>
public sealed class FullDiskTests : IDisposable
{
    const int Kilobytes = 1_500;

    /// <summary>More than is written between two runs of the job.</summary>
    const int ReserveKilobytes = 700;

    /// <summary>Plain archives for all lines that a test writes.</summary>
    const string ManyArchives = "backups=1000 uncompressed=900";

    readonly TempFolder _folder = new();
    OwnMounts? _disk;
    RsyslogPair? _pair;

    [RequiresFact("rsyslogd", "openssl", "unshare", "nsenter", "mount", "df", "awk", "kill", Root = true, Relp = true)]
    public void AServerWithoutDiskSpaceStandsStillUntilThereIsMore()
    {
        Start(_folder["central"], host => host);
        var (host, central) = (_pair!.Host, _pair.Central);
        while (!JobStops(central, _folder["central"])) host.AwaitArrival(host.Writer.AskNumber("write 400 size=50", "wrote"));
        // More than there is space for.
        var last = host.Writer.AskNumber("write 8000 size=50", "wrote");
        MakeRoom(_folder["central"]);
        Assert.False(JobStops(central, _folder["central"]));
        host.AwaitArrival(last);
        Assert.Empty(host.Arrived.Except(host.Written));
    }

    [RequiresFact("rsyslogd", "openssl", "unshare", "nsenter", "mount", "df", "awk", "kill", Root = true, Relp = true)]
    public void AHostWithoutDiskSpaceStandsStillUntilThereIsMore()
    {
        var queue = _folder["queue"];
        Start(queue, host => host.With("queue.filename=\"ship\"", $"queue.filename=\"ship\" queue.spoolDirectory=\"{queue}\""));
        var (host, counters) = (_pair!.Host, new Counters(_pair.Statistics));
        host.AwaitArrival(host.Writer.AskNumber("write 1 size=50", "wrote"));
        _pair.Central.Kill();
        while (!JobStops(host.Follower, queue))
        {
            var waiting = counters.Last("ship", "size");
            host.Writer.AskNumber("write 400 size=50", "wrote");
            Eventually.True(() => counters.Last("ship", "size") >= waiting + 200, "lines in the queue");
        }
        var last = host.Writer.AskNumber("write 8000 size=50", "wrote");
        MakeRoom(queue);
        Assert.False(JobStops(host.Follower, queue));
        _pair.Central.Start();
        host.AwaitArrival(last);
        Assert.Empty(host.Arrived.Except(host.Written));
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _disk?.Dispose();
        _folder.Dispose();
    }

    void Start(string smallDisk, Func<string, string> changed)
    {
        var certificates = new Certificates(_folder["certificates"], "host1.example", "central.example");
        _disk = OwnMounts.SmallDisk(smallDisk, Kilobytes);
        _pair = new RsyslogPair(
            _folder,
            c => certificates.In(c, "central", "central.example"),
            c => changed(certificates.In(c, "host", "host1.example")),
            ManyArchives,
            _disk);
    }

    /// <summary>Runs the job, as cron does once a minute, and returns whether it has stopped the daemon.</summary>
    bool JobStops(LogDaemon daemon, string folder) => _disk!.Run(
        FleetDocument.Job("df --output")
            .With("/var/spool/rsyslog /var/log/central", folder)
            .With("1000000", $"{ReserveKilobytes}")
            .With("systemctl kill --signal=CONT rsyslog", $"kill -CONT {daemon.Pid}")
            .With("systemctl kill --signal=STOP rsyslog", $"kill -STOP {daemon.Pid} && echo stopped")) == "stopped\n";

    void MakeRoom(string folder) => _disk!.Run($"mount -o remount,size={100 * Kilobytes}k {folder}");
}
