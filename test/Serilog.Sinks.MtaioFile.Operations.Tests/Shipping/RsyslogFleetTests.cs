using Serilog.Sinks.MtaioFile.Tests.Support;
using Xunit.Abstractions;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Ten hosts, each with a network and an rsyslogd of its own, which send with TLS to one server.</summary>
public sealed class RsyslogFleetTests(ITestOutputHelper output) : IDisposable
{
    const int QueueSize = 1_100;

    readonly TempFolder _folder = new();
    RsyslogFleet? _fleet;

    [RequiresFact("rsyslogd", "openssl", "ip", "unshare", "nsenter", "kill", Root = true, Relp = true)]
    public void EveryLineOfTenHostsArrivesWhateverStops()
    {
        _fleet = new RsyslogFleet(_folder, hosts: 10, QueueSize);
        var (central, hosts) = (_fleet.Central, _fleet.Hosts);
        _fleet.StartWriting();
        Outage(central.Kill, central.Start);
        Outage(_fleet.Network.Cut, _fleet.Network.Mend);
        Outage(() => hosts.ForEach(h => h.Follower.Kill()), () => hosts.ForEach(h => h.Follower.Start()));
        _fleet.Outage(StopUntilAQueueIsFull, central.Start);
        foreach (var host in hosts) AssertAtLeastOnce(host, Fleet.StopWriting(host));
    }

    public void Dispose()
    {
        _fleet?.Dispose();
        _folder.Dispose();
    }

    void Outage(Action stop, Action start)
    {
        _fleet!.Outage(stop, start);
        foreach (var (host, last) in _fleet.Hosts.Zip(_fleet.LastNumbers())) host.AwaitArrival(last);
    }

    /// <summary>
    /// rsyslog stops reading when 97 % of the queue are taken. Before that, the queue survives a kill of the host's rsyslog, which has no
    /// lines on their way to the server.
    /// </summary>
    void StopUntilAQueueIsFull()
    {
        var host = _fleet!.Hosts[0];
        host.Writer.Ask("stop", "stopped");
        host.AwaitArrival(host.Writer.AskNumber("flush", "acked"));
        _fleet.Central.Kill();
        KillAndStart(host);
        AwaitWaitingLines(host, 700);
        KillAndStart(host);
        AwaitWaitingLines(host, QueueSize * 97 / 100);
    }

    void AwaitWaitingLines(ShippingHost host, int lines)
    {
        var counters = new Counters(_fleet!.StatisticsOf("host1"));
        host.Writer.AskNumber("write 700 size=50", "wrote");
        Eventually.True(() => counters.Last("ship", "size") >= lines, $"{lines} lines in the queue");
        Assert.True(counters.Last("ship", "size") < QueueSize);
    }

    static void KillAndStart(ShippingHost host)
    {
        host.Follower.Kill();
        host.Follower.Start();
    }

    void AssertAtLeastOnce(ShippingHost host, long last)
    {
        host.AwaitArrival(last);
        Assert.Empty(host.Arrived.Except(host.Written));
        output.WriteLine($"{last} lines in {host.Archives} archives, {host.Arrived.Count - last} repeated");
    }
}
