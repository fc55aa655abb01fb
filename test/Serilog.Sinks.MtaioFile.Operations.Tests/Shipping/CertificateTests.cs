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

    [RequiresFact("rsyslogd", "openssl", Root = true, Relp = true)]
    public void AHostWithAnExpiredCertificateIsRefusedUntilItIsReplaced() =>
        AssertRefusedUntilReplaced(Right().Expired(_folder["expired"], "host1.example"), "host1.example", "Error in the certificate");

    [RequiresFact("rsyslogd", "openssl", "kill", Root = true, Relp = true)]
    public void AHostSendsNothingToAServerWithAnotherNameUntilBothAreStartedAgain() =>
        AssertNothingIsSentUntilBothAreStarted(new Certificates(_folder["certificates"], "host2.example"), "host2.example");

    [RequiresFact("rsyslogd", "openssl", "kill", Root = true, Relp = true)]
    public void AHostSendsNothingToAServerWithAnExpiredCertificateUntilBothAreStartedAgain() =>
        AssertNothingIsSentUntilBothAreStarted(Right().Expired(_folder["expired"], "central.example"), "central.example");

    [RequiresFact("openssl")]
    public void TheJobNamesCertificatesThatExpireSoon()
    {
        var certificates = new Certificates(_folder["ship"], "host", "central");
        string Warnings()
        {
            _folder.Write("warnings", "");
            var write = $"sh -c 'echo \"$0\" >> {_folder["warnings"]}'";
            Shell.Run("sh", "-c", FleetDocument.Job("-checkend").With("/etc/ship", _folder["ship"]).With("logger -t ship", write));
            return _folder.Text("warnings");
        }
        Assert.Empty(Warnings());
        certificates.Expired(_folder["expired"], "host").CopyTo(_folder["ship"], "host", "host");
        Assert.Equal($"{_folder["ship"]}/host.pem expires within 30 days\n", Warnings());
    }

    public void Dispose()
    {
        _pair?.Dispose();
        _folder.Dispose();
    }

    Certificates Right() => new(_folder["certificates"], "host1.example", "central.example");

    void AssertNothingIsSentUntilBothAreStarted(Certificates wrong, string name)
    {
        var used = wrong.CopyTo(_folder["used"], name, "central.example");
        var right = Right();
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

    void AssertRefusedUntilReplaced(Certificates wrong, string name, string refusal = "authentication error")
    {
        var right = Right();
        right.CopyTo(_folder["used"], "host1.example", "host1.example");
        var used = wrong.CopyTo(_folder["used"], name, "host1.example");
        _pair = new RsyslogPair(
            _folder, c => right.In(c, "central", "central.example"), c => used.In(c, "host", "host1.example"));
        var last = _pair.Host.Writer.AskNumber("write 50 size=50", "wrote");
        Eventually.True(() => _pair.MessagesOf("central").Contains(refusal, StringComparison.Ordinal), "a refusal");
        Assert.Empty(_pair.Host.Arrived);

        right.CopyTo(_folder["used"], "host1.example", "host1.example");
        _pair.Host.AwaitArrival(last);
    }
}
