using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>The rotation of the central files by logrotate, and the command that reads them afterwards.</summary>
static class CentralRotation
{
    /// <summary>Rotates the files by the configuration of the page, and sends the signal to the daemon that writes them.</summary>
    public static void Run(TempFolder folder, string arrived, LogDaemon central)
    {
        // As in the main configuration of Debian: it is what the files in /etc/logrotate.d begin with.
        const string debian = "weekly\nrotate 4\ncreate\n";
        var configuration = FleetDocument.File("logrotate-central")
            .With("/var/log/central", arrived)
            .With("/usr/lib/rsyslog/rsyslog-rotate", $"kill -HUP {central.Pid}");
        folder.Write("logrotate.conf", debian + configuration);
        Shell.Run("chmod", "600", folder["logrotate.conf"]);
        Shell.Run("logrotate", "--force", "--state", folder["logrotate.state"], folder["logrotate.conf"]);
    }

    /// <summary>The lines of a host, each once, in order of their times, in <c>once.clef</c>.</summary>
    public static IReadOnlyList<string> LinesOnce(TempFolder folder, ShippingHost host)
    {
        var command = FleetDocument.Command("zcat -f").With("/var/log/central/host1/app.clef", host.ArrivedFile);
        Shell.Run("env", "-C", folder.Path, "sh", "-ec", command);
        return folder.Text("once.clef").Split('\n')[..^1];
    }

    /// <summary>Their numbers.</summary>
    public static IEnumerable<long> NumbersOnce(TempFolder folder, ShippingHost host) =>
        LinesOnce(folder, host).Select(ShippingHost.NumberOf);
}
