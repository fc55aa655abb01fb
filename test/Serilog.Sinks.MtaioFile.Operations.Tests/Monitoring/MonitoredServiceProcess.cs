using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Monitoring;

/// <summary>The built sample MonitoredService, in a folder of the test's own.</summary>
sealed class MonitoredServiceProcess : ServerProcess
{
    public MonitoredServiceProcess(string folder, params string[] arguments)
        : base(Directory.CreateDirectory(folder).FullName, "dotnet", address => [.. Settings(address), .. arguments])
    {
        Eventually.True(() => TryGet("/health") is not null, "the service");
    }

    static string[] Settings(string address) =>
    [
        Repository.BuiltSample("MonitoredService"),
        "--contentRoot",
        Path.Combine(Repository.Root, "sample", "MonitoredService"),
        "--Urls",
        $"http://{address}",
    ];
}
