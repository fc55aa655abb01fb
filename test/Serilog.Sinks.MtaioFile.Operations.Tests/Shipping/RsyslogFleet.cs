using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Hosts whose rsyslogd sends with RELP and TLS to a central rsyslogd, by the configurations of the page.</summary>
sealed class RsyslogFleet : Fleet
{
    readonly int _queueSize;

    /// <param name="folder">The folder of the test.</param>
    /// <param name="hosts">The number of hosts.</param>
    /// <param name="queueSize">How many lines fit into the queue of a host.</param>
    public RsyslogFleet(TempFolder folder, int hosts, int queueSize)
        : base(folder, hosts)
    {
        _queueSize = queueSize;
        Start();
    }

    /// <summary>The counters that a host's rsyslogd writes.</summary>
    public string StatisticsOf(string name) => Folder[$"{name}-stats.log"];

    protected override LogDaemon StartCentral(string[] under) => new Rsyslog(
        Folder["central-rsyslog"],
        "central",
        Certificates.In(FleetDocument.File("rsyslog-central.conf"), "central", "central.example").With("/var/log/central", Arrived),
        under);

    protected override LogDaemon StartHost(string name, string logs, string[] under) => new Rsyslog(
        Folder[$"{name}-rsyslog"],
        name,
        Certificates.In(FleetDocument.File("rsyslog-host.conf"), "host", $"{name}.example")
            .With("/var/spool/rsyslog/ship-stats.log", StatisticsOf(name))
            .With("interval=\"10\"", "interval=\"1\"")
            .With("queue.size=\"100000\"", $"queue.size=\"{_queueSize}\"")
            .With("/var/log/app", logs),
        under);
}
