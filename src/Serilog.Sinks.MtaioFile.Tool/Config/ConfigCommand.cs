using System.CommandLine;
using Serilog.Sinks.MtaioFile.Tool.Migration;

namespace Serilog.Sinks.MtaioFile.Tool.Config;

/// <summary>The command <c>config</c>: what is about configurations and not about logs.</summary>
static class ConfigCommand
{
    public static Command Create() => new("config", "Checks configurations, and makes them from those of other libraries.")
    {
        CheckCommand.Create(), MigrateCommand.Create(),
    };
}
