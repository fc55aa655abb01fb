using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>
/// A central server and some hosts, each in a network namespace of its own, on one bridge. The namespaces are held by processes that end
/// with the test, however it ends.
/// </summary>
sealed class Network : IDisposable
{
    readonly List<Process> _holders = [];

    public Network(int hosts)
    {
        _holders.Add(Hold());
        InCentral("ip link set lo up; ip link add br0 type bridge; ip addr add 10.0.0.1/24 dev br0; ip link set br0 up");
        for (var i = 1; i <= hosts; i++)
        {
            _holders.Add(Hold());
            var (pid, address) = (_holders[i].Id, $"10.0.0.{i + 1}/24");
            InCentral($"ip link add host{i} type veth peer name eth0 netns {pid}; ip link set host{i} master br0 up");
            Run(i, $"ip link set lo up; ip addr add {address} dev eth0; ip link set eth0 up");
        }
    }

    /// <summary>The address of the central server.</summary>
    public static string CentralAddress => "10.0.0.1";

    public string[] UnderCentral => Under(0);

    /// <summary>The words that start a program on a host; the first host is number 1.</summary>
    public string[] Under(int host) => ["nsenter", "-t", $"{_holders[host].Id}", "-n"];

    /// <summary>No packet goes from a host to the server or back.</summary>
    public void Cut() => InCentral("ip link set br0 down");

    public void Mend() => InCentral("ip link set br0 up");

    public void Dispose()
    {
        foreach (var holder in _holders)
        {
            holder.Kill();
            holder.WaitForExit();
            holder.Dispose();
        }
    }

    static Process Hold()
    {
        var start = new ProcessStartInfo("unshare", ["--net", "sh", "-c", "echo held; exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var holder = Process.Start(start)!;
        Assert.Equal("held", holder.StandardOutput.ReadLine());
        return holder;
    }

    void InCentral(string commands) => Run(0, commands);

    void Run(int host, string commands) => Shell.Run("nsenter", [.. Under(host)[1..], "sh", "-ec", commands]);
}
