using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>A real node exporter, which tells how full the disks of this machine are.</summary>
sealed class NodeExporterProcess : ServerProcess
{
    public NodeExporterProcess(string folder)
        : base(folder, "prometheus-node-exporter", address => [$"--web.listen-address={address}"])
    {
        Eventually.True(() => TryGet("/metrics") is not null, "the node exporter");
    }
}
