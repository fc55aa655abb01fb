using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>One host and the central server on the network of the test, by the configurations of the page.</summary>
sealed class RsyslogPair : IDisposable
{
    readonly TempFolder _folder;
    readonly OwnMounts? _mounts;
    readonly int _port = LogDaemon.FreePort();

    /// <param name="folder">The folder of the test.</param>
    /// <param name="central">Puts the certificate of the server into its configuration.</param>
    /// <param name="host">Puts the certificate of the host into its configuration, and what else the test changes.</param>
    /// <param name="options">Options of the log.</param>
    /// <param name="mounts">The mounts under which both daemons run, if they have their own.</param>
    public RsyslogPair(
        TempFolder folder, Func<string, string> central, Func<string, string> host, string options = "", OwnMounts? mounts = null)
    {
        _folder = folder;
        _mounts = mounts;
        var arriving = central(FleetDocument.File("rsyslog-central.conf")).With("/var/log/central", folder["central"]);
        var leaving = host(FleetDocument.File("rsyslog-host.conf"))
            .With("target=\"central.example\"", "target=\"127.0.0.1\"")
            .With("/var/spool/rsyslog/ship-stats.log", Statistics)
            .With("interval=\"10\"", "interval=\"1\"");
        Central = Start("central", arriving);
        try
        {
            Host = new ShippingHost(folder, "host1", Arrived, logs => Start("host1", leaving.With("/var/log/app", logs)), options);
        }
        catch
        {
            Central.Dispose();
            throw;
        }
    }

    public Rsyslog Central { get; }

    public ShippingHost Host { get; }

    /// <summary>The folder of the central files.</summary>
    public string Arrived => _mounts?.Seen(_folder["central"]) ?? _folder["central"];

    public string Statistics => _folder["host1-rsyslog/ship-stats.log"];

    /// <summary>What the rsyslogd of the server, or of <c>host1</c>, says about itself.</summary>
    public string MessagesOf(string name) => System.IO.File.Exists(MessageFileOf(name)) ? FileInUse.Text(MessageFileOf(name)) : "";

    public void Dispose()
    {
        Host.Dispose();
        Central.Dispose();
    }

    Rsyslog Start(string name, string configuration)
    {
        var messages = $"global(processInternalMessages=\"on\")\n*.* action(type=\"omfile\" file=\"{MessageFileOf(name)}\")\n";
        return new Rsyslog(
            _folder[$"{name}-rsyslog"], name, messages + configuration.With("\"20514\"", $"\"{_port}\""), _mounts?.Under ?? []);
    }

    string MessageFileOf(string name) => _folder[$"{name}-rsyslog/messages.log"];
}
