using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>An rsyslogd with a configuration and a work directory of its own, gone when the test is over.</summary>
sealed class Rsyslog : IDisposable
{
    readonly string _configuration;
    readonly string _pidFile;
    Process? _process;

    /// <param name="folder">Its work directory.</param>
    /// <param name="name">The name by which the machine calls itself in what it sends.</param>
    /// <param name="configuration">What a distribution's own configuration would include.</param>
    public Rsyslog(string folder, string name, string configuration)
    {
        Directory.CreateDirectory(folder);
        _configuration = Path.Combine(folder, "rsyslog.conf");
        _pidFile = Path.Combine(folder, "rsyslog.pid");
        System.IO.File.WriteAllText(_configuration, $"global(workDirectory=\"{folder}\" localHostname=\"{name}\")\n{configuration}");
        // It would run with what it understands of a wrong one.
        Shell.Run("rsyslogd", "-N1", "-f", _configuration);
        Start();
    }

    public void Start()
    {
        var start = new ProcessStartInfo("rsyslogd", ["-n", "-f", _configuration, "-i", _pidFile])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>SIGTERM, and waits for its end.</summary>
    public void Stop()
    {
        Shell.Run("kill", "-TERM", $"{_process!.Id}");
        End();
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        _process!.Kill();
        End();
    }

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
        Assert.True(_process!.WaitForExit(TimeSpan.FromSeconds(30)), "rsyslogd does not end");
        _process.Dispose();
        _process = null;
        System.IO.File.Delete(_pidFile);
    }
}
