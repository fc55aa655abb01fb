using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A daemon that reads or receives logs, gone when the test is over.</summary>
abstract class LogDaemon(string[] command, string pidFile) : IDisposable
{
    Process? _process;

    public void Start() => _process = Shell.StartUnheard(new ProcessStartInfo(command[0], command[1..]));

    /// <summary>SIGTERM, and waits for its end.</summary>
    public void Stop()
    {
        Shell.Run("kill", "-TERM", $"{Pid}");
        End();
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process!.Kill();
        End();
    }

    public int Pid => _process!.Id;

    public void Dispose()
    {
        if (_process is not null) Kill();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    void End()
    {
        Assert.True(_process!.WaitForExit(TimeSpan.FromSeconds(30)), $"{command[0]} does not end");
        _process.Dispose();
        _process = null;
        System.IO.File.Delete(pidFile);
    }
}
