using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>
/// A central server and some hosts, each with a name and a network of its own, on one bridge. Their namespaces are held by processes that
/// end with the test, however it ends.
/// </summary>
sealed class Network : IDisposable
{
    readonly List<Process> _holders = [];

    /// <param name="folder">The folder of the test.</param>
    /// <param name="hosts">The number of hosts: <c>host1</c>, <c>host2</c> and so on.</param>
    public Network(TempFolder folder, int hosts)
    {
        folder.Write("hosts", "127.0.0.1 localhost\n10.0.0.1 central.example\n");
        _holders.Add(Hold("central", folder["hosts"]));
        Run(0, "ip link set lo up; ip link add br0 type bridge; ip addr add 10.0.0.1/24 dev br0; ip link set br0 up");
        for (var i = 1; i <= hosts; i++)
        {
            _holders.Add(Hold($"host{i}", folder["hosts"]));
            Run(0, $"ip link add host{i} type veth peer name eth0 netns {_holders[i].Id}; ip link set host{i} master br0 up");
            Run(i, $"ip link set lo up; ip addr add 10.0.0.{i + 1}/24 dev eth0; ip link set eth0 up");
        }
    }

    public string[] UnderCentral => Under(0);

    /// <summary>The words that start a program on a host; the first host is number 1.</summary>
    public string[] Under(int host) => ["nsenter", "-t", $"{_holders[host].Id}", "-n", "-u", "-m"];

    /// <summary>No packet goes from a host to the server or back.</summary>
    public void Cut() => Run(0, "ip link set br0 down");

    public void Mend() => Run(0, "ip link set br0 up");

    public void Dispose()
    {
        foreach (var holder in _holders)
        {
            holder.Kill();
            holder.WaitForExit();
            holder.Dispose();
        }
    }

    static Process Hold(string name, string hosts)
    {
        var commands = $"mount --bind {hosts} /etc/hosts; hostname {name}; echo held; exec cat";
        var start = new ProcessStartInfo("unshare", ["--net", "--uts", "--mount", "sh", "-ec", commands])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var holder = Process.Start(start)!;
        Assert.Equal("held", holder.StandardOutput.ReadLine());
        return holder;
    }

    void Run(int host, string commands) => Shell.Run("nsenter", [.. Under(host)[1..], "sh", "-ec", commands]);
}
