using System.Diagnostics;
using Serilog.Sinks.MtaioFile.Tests.Guards;
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

    [RequiresFact("rsyslogd", "openssl", "install", Relp = true)]
    public void TheCommandsPutTheCertificatesInPlace()
    {
        var make = FleetDocument.Command("certificates.sh")
            .With("docs/shipping/certificates.sh", FleetDocument.PathOf("certificates.sh"))
            .With(" certificates ", $" {_folder["certificates"]} ");
        Shell.Run("sh", "-ec", make);
        foreach (var role in new[] { "host", "central" })
        {
            var install = FleetDocument.Command($"/etc/ship/{role}.pem\n").With("/etc/ship", _folder[role]);
            Shell.Run("env", "-C", _folder["certificates"], "sh", "-ec", install);
            Assert.Equal("600\n", Shell.Run("stat", "-c", "%a", _folder[$"{role}/{role}-key.pem"]));
            var configuration = FleetDocument.File($"rsyslog-{role}.conf").With("/etc/ship", _folder[role]);
            _folder.Write("checked.conf", $"global(workDirectory=\"{_folder.Path}\")\n{configuration}");
            Assert.Equal(2, ErrorsOf("rsyslogd", "-N1", "-f", _folder["checked.conf"]).Count(c => c == '\n'));
        }
    }

    /// <summary>Each command of the page is one of those that these tests run.</summary>
    [Fact]
    public void EveryCommandOfThePageIsRun()
    {
        string[] words =
        [
            "--no-create-home --shell /usr/sbin/nologin app",
            "certificates.sh",
            "/etc/ship/host.pem\n",
            "/etc/ship/central.pem\n",
            "the last line is",
            "ship-stats.log",
            "syslog-ng-ctl",
            "zcat -f",
            "lines are missing",
            "chown -R syslog",
        ];
        Assert.Equal(FleetDocument.Commands, words.Select(FleetDocument.Command));
    }

    /// <summary>Each file that the page hands out is one of those that these tests use.</summary>
    [Fact]
    public void EveryFileOfThePageIsUsed()
    {
        var folder = Path.GetDirectoryName(FleetDocument.PathOf("rsyslog-host.conf"))!;
        var tests = string.Concat(
            Directory.GetFiles(Path.Combine(Repository.Root, "test/Serilog.Sinks.MtaioFile.Operations.Tests/Shipping"), "*.cs")
                .Select(System.IO.File.ReadAllText));
        // The configurations of other programs belong to the other page.
        var others = Snippets.Read("docs/shipping.md");
        var files = Directory.GetFiles(folder).Select(Path.GetFileName);
        foreach (var file in files.Where(f => !others.Contains($"shipping/{f}", StringComparison.Ordinal)))
        {
            Assert.Contains(file!, FleetDocument.Text, StringComparison.Ordinal);
            Assert.Contains($"\"{file}\"", tests, StringComparison.Ordinal);
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
