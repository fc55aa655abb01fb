using Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;
using Serilog.Sinks.MtaioFile.Tests.Guards;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Collectors;

/// <summary>The configurations of Fluent Bit, with TLS. There is no package of it, so most machines skip this.</summary>
public sealed class FluentBitTests : IDisposable
{
    readonly TempFolder _folder = new();
    readonly int _port = LogDaemon.FreePort();
    FluentBit? _central;
    ShippingHost? _host;

    [RequiresFact("fluent-bit", "openssl")]
    public void EveryLineArrivesAtLeastOnceThroughKillsOfBothSidesAndRotations()
    {
        Start(new Certificates(_folder["certificates"], "host1.example", "central.example"));
        _host!.Writer.Ask("pump 5 size=50 pause=50", "pumping");
        for (var i = 0; i < 3; i++)
        {
            AfterRotation(_host.Follower.Kill);
            AfterRotation(_host.Follower.Start);
            AfterRotation(_central!.Kill);
            AfterRotation(_central!.Start);
        }
        _host.Writer.Ask("stop", "stopped");
        _host.AwaitArrival(_host.Writer.AskNumber("flush", "acked"));
        _host.Writer.Ask("dispose", "disposed");
        Assert.Equal(_host.Written.Select(ShippingHost.NumberOf).Order(), _host.ArrivedNumbers.Order());
    }

    [RequiresFact("fluent-bit", "openssl")]
    public void AHostWithACertificateOfAnotherAuthorityIsRefusedUntilItIsReplaced()
    {
        var right = new Certificates(_folder["certificates"], "host1.example", "central.example");
        var wrong = new Certificates(_folder["others"], "host1.example");
        var used = wrong.CopyTo(_folder["used"], "host1.example", "host1.example");
        right.CopyTo(_folder["used"], "central.example", "central.example");
        right.CopyTo(_folder["right"], "host1.example", "host1.example");
        Shell.Run("cp", Path.Combine(_folder["right"], "ca.pem"), Path.Combine(_folder["used"], "ca.pem"));
        Start(used);
        var last = _host!.Writer.AskNumber("write 50 size=50", "wrote");
        Eventually.True(() => _central!.Messages.Contains("certificate verify failed", StringComparison.Ordinal), "a refusal");
        _host.Follower.Kill();
        Assert.Empty(_host.Arrived);

        right.CopyTo(_folder["used"], "host1.example", "host1.example");
        _host.Follower.Start();
        _host.AwaitArrival(last);
    }

    public void Dispose()
    {
        _host?.Dispose();
        _central?.Dispose();
        _folder.Dispose();
    }

    void Start(Certificates certificates)
    {
        var central = certificates.In(Snippets.Read("docs/shipping/fluent-bit-central.yaml"), "central", "central.example")
            .With("/var/lib/fluent-bit/chunks", _folder["central-chunks"])
            .With("/var/log/central", Directory.CreateDirectory(_folder["central"]).FullName);
        var host = certificates.In(Snippets.Read("docs/shipping/fluent-bit-host.yaml"), "host", "host1.example")
            .With("/var/lib/fluent-bit/chunks", _folder["host-chunks"])
            .With("/var/lib/fluent-bit/app.db", _folder["app.db"])
            .With("host: central.example", "host: 127.0.0.1\n      tls.vhost: central.example");
        _central = new FluentBit(_folder["central-fluent-bit"], WithPort(central));
        _host = new ShippingHost(
            _folder,
            "host1",
            _folder["central"],
            logs => new FluentBit(_folder["host-fluent-bit"], WithPort(host).With("/var/log/app", logs)),
            file: "host1");

        string WithPort(string configuration) => configuration.With("24224", $"{_port}");
    }

    void AfterRotation(Action action)
    {
        var archives = _host!.Archives;
        Eventually.True(() => _host.Archives > archives, "a rotation");
        action();
    }
}
