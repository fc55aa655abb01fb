using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;
using Xunit.Abstractions;

namespace Serilog.Sinks.MtaioFile.Tests.Shipping;

/// <summary>The rsyslog configurations of docs/shipping.md: three hosts that rotate, and a central server that stops and starts.</summary>
public sealed partial class RsyslogTests(ITestOutputHelper output) : LogUnderTest
{
    const int MostRepeatedByAKill = 999;

    const int MostLostByAKillOfAHost = 10;

    /// <summary>How many lines omrelp sends before the first of them is acknowledged: its <c>windowSize</c>.</summary>
    const int MostInTransit = 128;

    readonly List<ShippingHost> _hosts = [];
    Rsyslog? _central;

    [RequiresFact("rsyslogd", "sort", "kill", Root = true, Relp = true)]
    public void WithRelpEveryLineArrivesIfOneEndIsStoppedOrTheServerIsKilled()
    {
        Start(host => host, central => central);
        FillFilesUntilTheyAreCompressed();
        StartWriting();
        Outage(Central.Kill, Central.Start);
        Outage(Central.Stop, Central.Start);
        Outage(() => _hosts.ForEach(h => h.Follower.Stop()), () => _hosts.ForEach(h => h.Follower.Start()));

        foreach (var host in _hosts) AssertAtLeastOnce(host, StopWriting(host));
    }

    /// <summary>Single lines from around the kill and the next start were lost once.</summary>
    [RequiresFact("rsyslogd", "kill", Root = true, Relp = true)]
    public void WithRelpHardlyALineIsLostIfAHostIsKilled()
    {
        Start(host => host, central => central);
        StartWriting();
        var safe = AwaitArrivals();
        _hosts.ForEach(h => h.Follower.Kill());
        AwaitRotations();
        _hosts.ForEach(h => h.Follower.Start());
        AssertOnlyTheseAreLost(safe, _hosts.ConvertAll(NextPumped), MostLostByAKillOfAHost);
    }

    [RequiresFact("rsyslogd", "kill", Root = true, Relp = true)]
    public void WithRelpOnlyLinesInTransitAreLostIfBothEndsStop()
    {
        Start(host => host, central => central);
        StartWriting();
        var safe = AwaitArrivals();
        Central.Stop();
        var onTheirWay = _hosts.ConvertAll(NextPumped);
        AwaitRotations();
        _hosts.ForEach(h => h.Follower.Kill());
        AwaitRotations();
        _hosts.ForEach(h => h.Follower.Start());
        Central.Start();
        // A host notices only by sending that the server has gone.
        AssertOnlyTheseAreLost(safe, onTheirWay.ConvertAll(number => number + MostInTransit));
    }

    [RequiresFact("rsyslogd", "kill", Root = true, Relp = true)]
    public void WithPlainTcpOnlyLinesFromAroundAStopOfTheServerAreLost()
    {
        var action = WithoutTitle(ShippingDocument.Configuration("plain TCP: on each host"));
        var input = WithoutTitle(ShippingDocument.Configuration("plain TCP: on the central server"));
        Start(host => host.With(RelpAction().Match(host).Value, action), central => central.With(RelpInput().Match(central).Value, input));
        StartWriting();
        var safe = AwaitArrivals();
        Central.Stop();
        AwaitRotations();
        Central.Start();
        var restarted = _hosts.ConvertAll(NextPumped);
        foreach (var (host, number) in _hosts.Zip(restarted))
        {
            Eventually.True(() => host.ArrivedNumbers.Contains(number), $"line {number}, written after the restart");
        }
        AssertOnlyTheseAreLost(safe, restarted);
    }

    public override void Dispose()
    {
        foreach (var host in _hosts) host.Dispose();
        _central?.Dispose();
        base.Dispose();
    }

    Rsyslog Central => _central ?? throw new InvalidOperationException("not started");

    void Start(Func<string, string> onHost, Func<string, string> onCentral)
    {
        var port = LogDaemon.FreePort();
        var arrived = Folder["central"];
        var central = onCentral(ShippingDocument.Configuration("/etc/rsyslog.d/10-central.conf on the central server"));
        _central = new Rsyslog(
            Folder["central-rsyslog"], "central", central.With("/var/log/central", arrived).With("\"2514\"", $"\"{port}\""));
        var host = onHost(ShippingDocument.Configuration("/etc/rsyslog.d/10-app.conf on each host"))
            .With("central.example", "127.0.0.1")
            .With("\"2514\"", $"\"{port}\"");
        foreach (var name in new[] { "host1", "host2", "host3" })
        {
            Rsyslog Follow(string logs) => new(Folder[$"{name}-rsyslog"], name, host.With("/var/log/app", logs));
            _hosts.Add(new ShippingHost(Folder, name, arrived, Follow));
        }
    }

    /// <summary>
    /// Each file is read before the next rotation, as on machines that are not overloaded. One line exceeds the default limit of rsyslog.
    /// </summary>
    void FillFilesUntilTheyAreCompressed()
    {
        foreach (var host in _hosts) host.AwaitArrival(host.Writer.AskNumber("write 1 size=20000", "wrote"));
        while (_hosts.Any(h => h.CompressedArchives < 3))
        {
            foreach (var (host, last) in _hosts.ConvertAll(h => (h, h.Writer.AskNumber("write 95 size=50", "wrote"))))
            {
                host.AwaitArrival(last);
            }
        }
    }

    void StartWriting()
    {
        foreach (var host in _hosts) host.Writer.Ask("pump 5 size=50 pause=20", "pumping");
    }

    void Outage(Action stop, Action start)
    {
        stop();
        AwaitRotations();
        start();
        AwaitArrivals();
    }

    /// <summary>Traffic goes on until each host has rotated twice more.</summary>
    void AwaitRotations()
    {
        foreach (var (host, archives) in _hosts.ConvertAll(h => (h, h.Archives)))
        {
            Eventually.True(() => host.Archives >= archives + 2, "two rotations");
        }
    }

    /// <summary>
    /// Waits until the central server has every line that was written until now; returns the number of the last such line of each host.
    /// </summary>
    List<long> AwaitArrivals()
    {
        var written = _hosts.ConvertAll(LastPumped);
        foreach (var (host, last) in _hosts.Zip(written)) host.AwaitArrival(last);
        return written;
    }

    static long LastPumped(ShippingHost host)
    {
        Eventually.True(() => host.Writer.LastNumber("pumped") > 0, "traffic");
        return host.Writer.LastNumber("pumped");
    }

    /// <summary>What was written before now may be told a little later.</summary>
    static long NextPumped(ShippingHost host)
    {
        var last = LastPumped(host);
        Eventually.True(() => host.Writer.LastNumber("pumped") > last, "more traffic");
        return host.Writer.LastNumber("pumped");
    }

    static long StopWriting(ShippingHost host)
    {
        host.Writer.Ask("stop", "stopped");
        var last = host.Writer.AskNumber("flush", "acked");
        host.Writer.Ask("dispose", "disposed");
        Assert.Empty(host.Writer.Failures);
        return last;
    }

    void AssertAtLeastOnce(ShippingHost host, long last)
    {
        host.AwaitArrival(last);
        AssertUnchanged(host);
        Assert.InRange(host.Arrived.Count, last, last + MostRepeatedByAKill);
        var command = Assert.Single(ShippingDocument.Commands("rsyslog")).Command
            .With("/var/log/central/host1/app.clef", host.ArrivedFile)
            .With("> once.clef", "");
        var once = Shell.Run("sh", "-c", command);
        Assert.Equal(Numbers.From(1, last), once.Split('\n')[..^1].Select(ShippingHost.NumberOf));
        output.WriteLine($"{last} lines in {host.Archives} archives, {host.CompressedArchives} of them compressed");
        output.WriteLine($"{host.Arrived.Count - last} lines repeated");
    }

    void AssertOnlyTheseAreLost(List<long> after, List<long> upTo, long most = long.MaxValue)
    {
        for (var i = 0; i < _hosts.Count; i++)
        {
            var (host, last, these) = (_hosts[i], StopWriting(_hosts[i]), Numbers.From(after[i] + 1, upTo[i]).ToHashSet());
            long[] missing = [];
            bool OnlyTheseAreMissing() =>
                (missing = [.. Numbers.From(1, last).Except(host.ArrivedNumbers)]).All(these.Contains) && missing.Length <= most;
            Eventually.True(
                OnlyTheseAreMissing, () => $"all lines but some of {after[i] + 1} to {upTo[i]}; {string.Join(", ", missing)} are missing");
            AssertUnchanged(host);
            var arrived = host.ArrivedNumbers.Count;
            output.WriteLine($"{last} lines, {last - arrived} of them lost, {host.Arrived.Count - arrived} repeated");
        }
    }

    static void AssertUnchanged(ShippingHost host) => Assert.Empty(host.Arrived.Except(host.Written));

    static string WithoutTitle(string block) => block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..];

    [GeneratedRegex(@"  action\(type=""omrelp"".*?\)\n", RegexOptions.Singleline)]
    private static partial Regex RelpAction();

    [GeneratedRegex(@"input\(type=""imrelp"".*?\)\n", RegexOptions.Singleline)]
    private static partial Regex RelpInput();
}
