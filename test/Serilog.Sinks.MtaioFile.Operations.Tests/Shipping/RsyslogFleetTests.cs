using Serilog.Sinks.MtaioFile.Tests.Support;
using Xunit.Abstractions;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Ten hosts, each with a network and an rsyslogd of its own, which send with TLS to one server.</summary>
public sealed class RsyslogFleetTests(ITestOutputHelper output) : IDisposable
{
    const int QueueSize = 1_100;

    readonly TempFolder _folder = new();
    RsyslogFleet? _fleet;

    [RequiresFact("rsyslogd", "openssl", "ip", "unshare", "nsenter", "kill", "sort", Root = true, Relp = true)]
    public void EveryLineOfTenHostsArrivesWhateverStops()
    {
        _fleet = new RsyslogFleet(_folder, hosts: 10, QueueSize);
        Hosts.ForEach(h => h.Writer.Ask("pump 2 size=50 pause=50", "pumping"));
        Outage(Central.Kill, Central.Start);
        Outage(_fleet.Network.Cut, _fleet.Network.Mend);
        Outage(() => Hosts.ForEach(h => h.Follower.Kill()), () => Hosts.ForEach(h => h.Follower.Start()));
        Outage(StopUntilAQueueIsFull, Central.Start);
        foreach (var host in Hosts) AssertAtLeastOnce(host, StopWriting(host));
    }

    public void Dispose()
    {
        _fleet?.Dispose();
        _folder.Dispose();
    }

    Rsyslog Central => _fleet!.Central;

    List<ShippingHost> Hosts => _fleet!.Hosts;

    /// <summary>Each host rotates its log in the meantime, and nothing of it arrives.</summary>
    void Outage(Action stop, Action start)
    {
        var before = Hosts.ConvertAll(h => (h.Archives, Pumped: h.Writer.LastNumber("pumped")));
        stop();
        foreach (var (host, (archives, pumped)) in Hosts.Zip(before))
        {
            Eventually.True(() => host.Archives > archives, "a rotation");
            var last = host.Writer.LastNumber("pumped");
            if (last > pumped) Assert.DoesNotContain(last, host.ArrivedNumbers);
        }
        start();
        foreach (var (host, last) in Hosts.ConvertAll(h => (h, h.Writer.LastNumber("pumped")))) host.AwaitArrival(last);
    }

    /// <summary>rsyslog stops reading when 97 % of the queue are taken.</summary>
    void StopUntilAQueueIsFull()
    {
        Central.Kill();
        var (host, counters) = (Hosts[0], new Counters(_fleet!.StatisticsOf(Hosts[0])));
        host.Writer.Ask("stop", "stopped");
        foreach (var waiting in new[] { 700, QueueSize * 97 / 100 })
        {
            host.Writer.AskNumber("write 700 size=50", "wrote");
            Eventually.True(() => counters.Last("ship", "size") >= waiting, $"{waiting} lines in the queue");
        }
        Assert.True(counters.Last("ship", "size") < QueueSize);
    }

    static long StopWriting(ShippingHost host)
    {
        host.Writer.Ask("stop", "stopped");
        var last = host.Writer.AskNumber("flush", "acked");
        host.Writer.Ask("dispose", "disposed");
        Assert.Empty(host.Writer.Failures);
        return last;
    }

    void AssertAtLeastOnce(ShippingHost host, long last)
    {
        host.AwaitArrival(last);
        Assert.Empty(host.Arrived.Except(host.Written));
        output.WriteLine($"{last} lines in {host.Archives} archives, {host.Arrived.Count - last} repeated");
    }
}
