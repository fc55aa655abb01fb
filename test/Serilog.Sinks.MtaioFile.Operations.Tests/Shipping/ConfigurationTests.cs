using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>What rsyslog and syslog-ng say about the configurations of the page when they check them.</summary>
public sealed class ConfigurationTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [RequiresFact("rsyslogd", "openssl", Relp = true)]
    public void RsyslogHasNoWarnings()
    {
        foreach (var role in new[] { "host", "central" })
        {
            var directory = $"global(workDirectory=\"{_folder.Path}\")\n";
            _folder.Write("checked.conf", directory + Configuration($"rsyslog-{role}.conf", role));
            var messages = ErrorsOf("rsyslogd", "-N1", "-f", _folder["checked.conf"]);
            Assert.Matches("^rsyslogd: version .*, config validation run .*\nrsyslogd: End of config validation run. Bye.\n$", messages);
        }
    }

    [RequiresFact("rsyslogd")]
    public void RsyslogNamesMissingCertificates()
    {
        _folder.Write("checked.conf", FleetDocument.File("rsyslog-central.conf").With("/etc/ship", _folder["missing"]));
        var messages = ErrorsOf("rsyslogd", "-N1", "-f", _folder["checked.conf"]);
        Assert.Contains("error: certificate file", messages, StringComparison.Ordinal);
    }

    [RequiresFact("syslog-ng", "openssl")]
    public void SyslogNgHasNoWarnings()
    {
        foreach (var role in new[] { "host", "central" })
        {
            _folder.Write("checked.conf", Configuration($"syslog-ng-{role}.conf", role));
            Assert.Empty(ErrorsOf("syslog-ng", "--syntax-only", "-f", _folder["checked.conf"]));
        }
    }

    string Configuration(string file, string role)
    {
        var certificates = new Certificates(_folder["certificates"], "a.example");
        return certificates.In(FleetDocument.File(file), role, "a.example");
    }

    static string ErrorsOf(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return errors;
    }
}
