using System.Globalization;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Xunit.Abstractions;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Ten hosts, each with a network and a syslog-ng of its own, which send with TLS to one server.</summary>
public sealed class SyslogNgFleetTests(ITestOutputHelper output) : IDisposable
{
    const int BufferBytes = 1_048_576;
    const int MostDropped = 400;

    readonly TempFolder _folder = new();

    /// <summary>For each outage and host: the last line before it that had arrived, and the last line before its end.</summary>
    readonly List<(List<long> Safe, List<long> Restarted)> _outages = [];

    HashSet<long> _mayBeDropped = [];
    SyslogNgFleet? _fleet;

    [RequiresFact("syslog-ng", "openssl", "ip", "unshare", "nsenter", "kill", "awk", Root = true)]
    public void OnlyLinesOnTheirWayAreLostAndThoseOfAFullBuffer()
    {
        _fleet = new SyslogNgFleet(_folder, hosts: 10, BufferBytes);
        var (central, hosts) = (_fleet.Central, _fleet.Hosts);
        _fleet.StartWriting();
        Outage(central.Kill, central.Start);
        Outage(_fleet.Network.Cut, _fleet.Network.Mend);
        Outage(() => hosts.ForEach(h => h.Follower.Kill()), () => hosts.ForEach(h => h.Follower.Start()));
        FillABuffer();
        for (var i = 0; i < hosts.Count; i++) AssertOnlyLinesOnTheirWayAreLost(i, Fleet.StopWriting(hosts[i]));
    }

    public void Dispose()
    {
        _fleet?.Dispose();
        _folder.Dispose();
    }

    void Outage(Action stop, Action start)
    {
        var safe = AwaitLastLines();
        _fleet!.Outage(stop, start);
        _outages.Add((safe, _fleet.LastNumbers()));
        AwaitLastLines();
    }

    /// <summary>
    /// While the buffer of the first host is full, syslog-ng drops lines, and then reads no more until it is started again.
    /// </summary>
    void FillABuffer()
    {
        var (host, safe) = (_fleet!.Hosts[0], AwaitLastLines());
        host.Writer.Ask("stop", "stopped");
        _fleet.Central.Kill();
        var last = host.Writer.AskNumber("write 4000 size=50", "wrote");
        bool IsFull() => Directory.GetFiles(_fleet.FolderOf("host1"), "*.rqf").Any(f => new FileInfo(f).Length > BufferBytes * 0.99);
        Eventually.True(IsFull, "a full buffer");
        Assert.InRange(WaitingLines(), 1, 3_999);
        _fleet.Central.Start();
        _outages.Add((safe, _fleet.Hosts.ConvertAll(h => h.Writer.LastNumber("pumped"))));
        Eventually.True(() => WaitingLines() == 0, "an empty buffer");
        host.Follower.Stop();
        host.Follower.Start();
        _mayBeDropped = Numbers.From(safe[0] + 1, last).ToHashSet();
        Eventually.True(() => _mayBeDropped.Except(host.ArrivedNumbers).Count() < MostDropped, "most of the lines");
    }

    long WaitingLines()
    {
        var command = FleetDocument.Command("syslog-ng-ctl")
            .With("syslog-ng-ctl stats", $"syslog-ng-ctl stats -c {SyslogNg.ControlIn(_fleet!.FolderOf("host1"))}");
        var shown = Shell.Run("sh", "-ec", command);
        Assert.EndsWith(" lines wait\n", shown, StringComparison.Ordinal);
        return long.Parse(shown.Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the last line of each host is on the server.</summary>
    List<long> AwaitLastLines()
    {
        var last = _fleet!.LastNumbers();
        foreach (var (host, number) in _fleet.Hosts.Zip(last))
        {
            Eventually.True(() => host.ArrivedNumbers.Contains(number), $"line {number} on the central server");
        }
        return last;
    }

    void AssertOnlyLinesOnTheirWayAreLost(int index, long last)
    {
        var host = _fleet!.Hosts[index];
        bool MayBeLost(long number) => (index == 0 && _mayBeDropped.Contains(number))
            || _outages.Exists(o => number > o.Safe[index] && number <= o.Restarted[index]);
        Eventually.True(
            () => Numbers.From(1, last).Except(host.ArrivedNumbers).All(MayBeLost),
            () => $"lines {string.Join(", ", Numbers.From(1, last).Except(host.ArrivedNumbers).Where(n => !MayBeLost(n)).Take(10))}");
        Assert.Empty(host.Arrived.Except(host.Written));
        var arrived = host.ArrivedNumbers.Count;
        output.WriteLine($"{last} lines in {host.Archives} archives, {last - arrived} lost, {host.Arrived.Count - arrived} repeated");
    }
}
