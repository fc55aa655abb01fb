using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Hosts whose syslog-ng sends with TLS to a central syslog-ng, by the configurations of the page.</summary>
sealed class SyslogNgFleet : Fleet
{
    readonly int _bufferBytes;

    /// <param name="folder">The folder of the test.</param>
    /// <param name="hosts">The number of hosts.</param>
    /// <param name="bufferBytes">The size of the disk buffer of a host; syslog-ng takes at least 1 MB.</param>
    /// <param name="certified">Is called when the certificates have been made, and may replace some.</param>
    public SyslogNgFleet(TempFolder folder, int hosts, int bufferBytes, Action<Certificates>? certified = null)
        : base(folder, hosts)
    {
        _bufferBytes = bufferBytes;
        certified?.Invoke(Certificates);
        Start();
    }

    /// <summary>The folder of a host's daemon.</summary>
    public string FolderOf(string name) => Folder[$"{name}-syslog-ng"];

    /// <summary>What the daemon of the server, or of a host, says about itself.</summary>
    public string MessagesOf(string name) => System.IO.File.Exists(MessageFileOf(name)) ? FileInUse.Text(MessageFileOf(name)) : "";

    /// <summary>No archive is compressed while the buffer of a host is full.</summary>
    protected override string LogOptions => "uncompressed=90";

    protected override LogDaemon StartCentral(string[] under) => new SyslogNg(
        FolderOf("central"),
        Certificates.In(FleetDocument.File("syslog-ng-central.conf"), "central", "central.example").With("/var/log/central", Arrived)
            + MessageLog("central"),
        under);

    protected override LogDaemon StartHost(string name, string logs, string[] under) => new SyslogNg(
        FolderOf(name),
        Certificates.In(FleetDocument.File("syslog-ng-host.conf"), "host", $"{name}.example")
            .With("/var/lib/syslog-ng", FolderOf(name))
            .With("disk-buf-size(1073741824)", $"disk-buf-size({_bufferBytes})")
            .With("/var/log/app", logs)
            + MessageLog(name),
        under);

    string MessageLog(string name) =>
        $"log {{ source {{ internal(); }}; destination {{ file(\"{MessageFileOf(name)}\"); }}; }};\n";

    string MessageFileOf(string name) => Path.Combine(FolderOf(name), "messages.log");
}
