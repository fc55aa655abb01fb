using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Hosts whose rsyslogd sends with RELP and TLS to a central rsyslogd, by the configurations of the page.</summary>
sealed class RsyslogFleet : IDisposable
{
    readonly TempFolder _folder;
    readonly Network _network;

    /// <param name="folder">The folder of the test.</param>
    /// <param name="hosts">The number of hosts.</param>
    /// <param name="queueSize">How many lines fit into the queue of a host.</param>
    public RsyslogFleet(TempFolder folder, int hosts, int queueSize = 100_000)
    {
        _folder = folder;
        _network = new Network(hosts);
        var names = Enumerable.Range(1, hosts).Select(i => $"host{i}").ToArray();
        var certificates = new Certificates(folder["certificates"], [.. names.Select(n => $"{n}.example"), "central.example"]);
        var central = certificates.In(FleetDocument.File("rsyslog-central.conf"), "central", "central.example");
        Central = new Rsyslog(folder["central-rsyslog"], "central", central.With("/var/log/central", Arrived), _network.UnderCentral);
        for (var i = 1; i <= hosts; i++) Hosts.Add(StartHost(i, certificates, queueSize));
    }

    public Network Network => _network;

    public Rsyslog Central { get; }

    /// <summary>The folder of the central server's files.</summary>
    public string Arrived => _folder["central"];

    public List<ShippingHost> Hosts { get; } = [];

    /// <summary>The counters that a host's rsyslogd writes.</summary>
    public string StatisticsOf(ShippingHost host) => _folder[$"host{Hosts.IndexOf(host) + 1}-stats.log"];

    public void Dispose()
    {
        foreach (var host in Hosts) host.Dispose();
        Central?.Dispose();
        _network.Dispose();
    }

    ShippingHost StartHost(int number, Certificates certificates, int queueSize)
    {
        var name = $"host{number}";
        var configuration = certificates.In(FleetDocument.File("rsyslog-host.conf"), "host", $"{name}.example")
            .With("target=\"central.example\"", $"target=\"{Network.CentralAddress}\"")
            .With("/var/log/ship-stats.log", _folder[$"{name}-stats.log"])
            .With("interval=\"10\"", "interval=\"1\"")
            .With("queue.size=\"100000\"", $"queue.size=\"{queueSize}\"");
        LogDaemon Follow(string logs) => new Rsyslog(
            _folder[$"{name}-rsyslog"], name, configuration.With("/var/log/app", logs), _network.Under(number));
        return new ShippingHost(_folder, name, Arrived, Follow);
    }
}
