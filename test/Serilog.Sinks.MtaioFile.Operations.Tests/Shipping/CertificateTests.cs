using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Who may send to the central rsyslogd, and to whom a host sends.</summary>
public sealed class CertificateTests : IDisposable
{
    readonly TempFolder _folder = new();
    RsyslogPair? _pair;

    [RequiresFact("rsyslogd", "openssl", Root = true, Relp = true)]
    public void AHostWithACertificateOfAnotherAuthorityIsRefusedUntilItIsReplaced() =>
        AssertRefusedUntilReplaced(new Certificates(_folder["others"], "host1.example"), "host1.example");

    [RequiresFact("rsyslogd", "openssl", Root = true, Relp = true)]
    public void AHostWithANameThatIsNotPermittedIsRefusedUntilItIsReplaced() =>
        AssertRefusedUntilReplaced(new Certificates(_folder["certificates"], "host1.elsewhere"), "host1.elsewhere");

    [RequiresFact("rsyslogd", "openssl", "kill", Root = true, Relp = true)]
    public void AHostSendsNothingToAServerWithAnotherNameUntilBothAreStartedAgain()
    {
        var right = new Certificates(_folder["certificates"], "host1.example", "host2.example", "central.example");
        var used = right.CopyTo(_folder["used"], "host2.example", "central.example");
        _pair = new RsyslogPair(
            _folder, c => used.In(c, "central", "central.example"), c => right.In(c, "host", "host1.example"));
        var last = _pair.Host.Writer.AskNumber("write 50 size=50", "wrote");
        Eventually.True(() => _pair.MessagesOf("host1").Contains("DISABLING action", StringComparison.Ordinal), "a refusal");
        Assert.Empty(_pair.Host.Arrived);

        right.CopyTo(_folder["used"], "central.example", "central.example");
        _pair.Host.Follower.Kill();
        _pair.Central.Kill();
        _pair.Central.Start();
        _pair.Host.Follower.Start();
        _pair.Host.AwaitArrival(last);
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _folder.Dispose();
    }

    void AssertRefusedUntilReplaced(Certificates wrong, string name)
    {
        var right = new Certificates(_folder["certificates"], "host1.example", "central.example");
        right.CopyTo(_folder["used"], "host1.example", "host1.example");
        var used = wrong.CopyTo(_folder["used"], name, "host1.example");
        _pair = new RsyslogPair(
            _folder, c => right.In(c, "central", "central.example"), c => used.In(c, "host", "host1.example"));
        var last = _pair.Host.Writer.AskNumber("write 50 size=50", "wrote");
        Eventually.True(() => _pair.MessagesOf("central").Contains("authentication error", StringComparison.Ordinal), "a refusal");
        Assert.Empty(_pair.Host.Arrived);

        right.CopyTo(_folder["used"], "host1.example", "host1.example");
        _pair.Host.AwaitArrival(last);
    }
}
