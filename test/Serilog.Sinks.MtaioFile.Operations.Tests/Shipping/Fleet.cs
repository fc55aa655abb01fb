using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>A central server, and hosts whose logs are sent to it: each with a network and a daemon of its own.</summary>
abstract class Fleet : IDisposable
{
    protected Fleet(TempFolder folder, int hosts)
    {
        Folder = folder;
        Network = new Network(folder, hosts);
        Names = [.. Enumerable.Range(1, hosts).Select(i => $"host{i}")];
        Certificates = new Certificates(folder["certificates"], [.. Names.Select(n => $"{n}.example"), "central.example"]);
    }

    public Network Network { get; }

    public LogDaemon Central { get; private set; } = null!;

    public List<ShippingHost> Hosts { get; } = [];

    /// <summary>The folder of the central server's files.</summary>
    public string Arrived => Folder["central"];

    /// <summary>Options of the logs that are not those of the document.</summary>
    protected virtual string LogOptions => "";

    protected TempFolder Folder { get; }

    protected Certificates Certificates { get; }

    IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Cuts something, and mends it after each host has rotated its log. Meanwhile no line arrives, and then all arrive that are awaited.
    /// </summary>
    public void Outage(Action stop, Action start)
    {
        var before = Hosts.ConvertAll(h => (h.Archives, Pumped: h.Writer.LastNumber("pumped")));
        stop();
        foreach (var (host, (archives, pumped)) in Hosts.Zip(before))
        {
            Eventually.True(() => host.Archives > archives, "a rotation");
            var last = host.Writer.LastNumber("pumped");
            if (last > pumped) Assert.DoesNotContain(last, host.ArrivedNumbers);
        }
        start();
    }

    /// <summary>Each host writes some lines, again and again.</summary>
    public void StartWriting() => Hosts.ForEach(h => h.Writer.Ask("pump 2 size=50 pause=50", "pumping"));

    /// <summary>For each host, the number of the last line that it was told to write again and again and that is in its log.</summary>
    public List<long> LastNumbers()
    {
        Hosts.ForEach(h => Eventually.True(() => h.Writer.LastNumber("pumped") > 0, "a line in each log"));
        return Hosts.ConvertAll(h => h.Writer.LastNumber("pumped"));
    }

    /// <summary>Returns the number of the last line.</summary>
    public static long StopWriting(ShippingHost host)
    {
        host.Writer.Ask("stop", "stopped");
        var last = host.Writer.AskNumber("flush", "acked");
        host.Writer.Ask("dispose", "disposed");
        Assert.Empty(host.Writer.Failures);
        return last;
    }

    public void Dispose()
    {
        foreach (var host in Hosts) host.Dispose();
        Central?.Dispose();
        Network.Dispose();
    }

    protected void Start()
    {
        try
        {
            Central = StartCentral(Network.Under(0));
            for (var i = 1; i <= Names.Count; i++)
            {
                var (name, under) = (Names[i - 1], Network.Under(i));
                Hosts.Add(new ShippingHost(Folder, name, Arrived, logs => StartHost(name, logs, under), LogOptions));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    protected abstract LogDaemon StartCentral(string[] under);

    protected abstract LogDaemon StartHost(string name, string logs, string[] under);
}
