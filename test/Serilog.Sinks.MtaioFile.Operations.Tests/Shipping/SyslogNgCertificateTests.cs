using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Who may send to the central syslog-ng, and to whom a host sends.</summary>
public sealed partial class SyslogNgCertificateTests : IDisposable
{
    const string Host = "host1.example";
    const string Central = "central.example";

    readonly TempFolder _folder = new();
    SyslogNgFleet? _fleet;

    [RequiresFact("syslog-ng", "openssl", "ip", "unshare", "nsenter", Root = true)]
    public void AHostWithACertificateOfAnotherAuthorityIsRefusedUntilItIsReplaced() =>
        AssertRefusedUntilReplaced(_ => new Certificates(_folder["others"], Host), Host, Host);

    [RequiresFact("syslog-ng", "openssl", "ip", "unshare", "nsenter", Root = true)]
    public void AHostWithANameThatIsNotPermittedIsRefusedUntilItIsReplaced() =>
        AssertRefusedUntilReplaced(_ => new Certificates(_folder["certificates"], "host1.elsewhere"), "host1.elsewhere", Host);

    [RequiresFact("syslog-ng", "openssl", "ip", "unshare", "nsenter", Root = true)]
    public void AHostWithAnExpiredCertificateIsRefusedUntilItIsReplaced() =>
        AssertRefusedUntilReplaced(right => right.Expired(_folder["expired"], Host), Host, Host);

    [RequiresFact("syslog-ng", "openssl", "ip", "unshare", "nsenter", Root = true)]
    public void AHostSendsNothingToAServerWithAnotherNameUntilItIsReplaced() =>
        AssertRefusedUntilReplaced(right => right, Host, Central);

    [RequiresFact("syslog-ng", "openssl", "ip", "unshare", "nsenter", Root = true)]
    public void AHostSendsNothingToAServerWithAnExpiredCertificateUntilItIsReplaced() =>
        AssertRefusedUntilReplaced(right => right.Expired(_folder["expired"], Central), Central, Central);

    public void Dispose()
    {
        _fleet?.Dispose();
        _folder.Dispose();
    }

    /// <param name="wrong">Makes the wrong certificate, given the right ones.</param>
    /// <param name="name">The name of the wrong certificate.</param>
    /// <param name="owner">Which machine has it.</param>
    void AssertRefusedUntilReplaced(Func<Certificates, Certificates> wrong, string name, string owner)
    {
        var kept = _folder["kept"];
        void Replace(Certificates right)
        {
            right.CopyTo(kept, owner, owner);
            wrong(right).CopyTo(_folder["certificates"], name, owner);
        }
        _fleet = new SyslogNgFleet(_folder, hosts: 1, bufferBytes: 1_048_576, Replace);
        var host = _fleet.Hosts[0];
        var last = host.Writer.AskNumber("write 50 size=50", "wrote");
        string Messages() => _fleet.MessagesOf(owner == Host ? "central" : "host1");
        Eventually.True(() => Refusal().Count(Messages()) > 1, "two refusals");
        Assert.Empty(host.Arrived);

        new Certificates(kept).CopyTo(_folder["certificates"], owner, owner);
        var daemon = owner == Host ? host.Follower : _fleet.Central;
        daemon.Stop();
        daemon.Start();
        host.AwaitArrival(last);
    }

    [GeneratedRegex("Certificate (validation failed|subject does not match)")]
    private static partial Regex Refusal();
}
