using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Win32.SafeHandles;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>
/// An application as it runs in a container: a generic host whose logger is configured by a file of settings. A service of it logs as many
/// events as it is told, and one more when the host stops. What the program tells the tests is on its standard error.
/// </summary>
static class HostProgram
{
    static async Task Main(string[] arguments)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddJsonFile(arguments[0]);
        builder.Services.AddSerilog(log => log.ReadFrom.Configuration(builder.Configuration));
        var count = int.Parse(arguments[1], provider: null);
        builder.Services.AddHostedService(services => new Work(services.GetRequiredService<ILogger>(), count));
        await builder.Build().RunAsync();
    }

    /// <summary>Past <see cref="Console.Error"/>, which waits for a standard output that is full.</summary>
    static void Tell(string line)
    {
        using var error = new FileStream(new SafeFileHandle(2, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        error.Write(Encoding.UTF8.GetBytes(line));
    }

    sealed class Work(ILogger log, int count) : BackgroundService
    {
        public override async Task StopAsync(CancellationToken cancellationToken)
        {
            await base.StopAsync(cancellationToken);
            log.Information("stopped");
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.Run(Write, CancellationToken.None);

        void Write()
        {
            for (var i = 1; i <= count; i++) log.Information("{Number} of many", i);
            Tell($"wrote as {Environment.ProcessId}\n");
            new Thread(() => Console.Error.WriteLine("told")) { IsBackground = true }.Start();
        }
    }
}
