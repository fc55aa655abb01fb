using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Certificates of one authority, made by the script of the page.</summary>
sealed class Certificates
{
    readonly string _folder;

    public Certificates(string folder, params string[] names)
    {
        _folder = folder;
        Shell.Run("sh", [FleetDocument.PathOf("certificates.sh"), folder, .. names]);
    }

    public string Authority => Path.Combine(_folder, "ca.pem");

    /// <summary>Puts the files of one name where a configuration expects them.</summary>
    /// <param name="configuration">The configuration of the page.</param>
    /// <param name="role"><c>host</c> or <c>central</c>, as the configuration calls the files.</param>
    /// <param name="name">The name in the certificate.</param>
    public string In(string configuration, string role, string name) => configuration
        .With("/etc/ship/ca.pem", Authority)
        .With($"/etc/ship/{role}.pem", Path.Combine(_folder, $"{name}.pem"))
        .With($"/etc/ship/{role}-key.pem", Path.Combine(_folder, $"{name}-key.pem"));
}
