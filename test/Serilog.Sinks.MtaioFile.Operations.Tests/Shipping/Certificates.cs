using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Shipping;

/// <summary>Certificates of one authority, made by the script of the page.</summary>
sealed class Certificates
{
    readonly string _folder;

    /// <summary>Makes certificates of these names; of the same authority, if the folder has one.</summary>
    public Certificates(string folder, params string[] names)
    {
        _folder = folder;
        if (names.Length > 0) Shell.Run("sh", [FleetDocument.PathOf("certificates.sh"), folder, .. names]);
    }

    /// <summary>A certificate of the same authority that has expired, in a folder of its own.</summary>
    public Certificates Expired(string folder, string name)
    {
        Directory.CreateDirectory(folder);
        Shell.Run("cp", FileOf("ca"), FileOf("ca-key"), folder);
        var script = Path.Combine(folder, "certificates.sh");
        System.IO.File.WriteAllText(script, FleetDocument.File("certificates.sh").With("-days 825", "-days -1"));
        Shell.Run("sh", script, folder, name);
        return new Certificates(folder);
    }

    /// <summary>Copies a certificate, as if it had another name, and that of its authority if the folder has none.</summary>
    public Certificates CopyTo(string folder, string name, string fileName)
    {
        Directory.CreateDirectory(folder);
        Shell.Run("cp", "--no-clobber", FileOf("ca"), Path.Combine(folder, "ca.pem"));
        Shell.Run("cp", FileOf(name), Path.Combine(folder, $"{fileName}.pem"));
        Shell.Run("cp", FileOf($"{name}-key"), Path.Combine(folder, $"{fileName}-key.pem"));
        return new Certificates(folder);
    }

    /// <summary>Puts the files of one name where a configuration expects them.</summary>
    /// <param name="configuration">The configuration of the page.</param>
    /// <param name="role"><c>host</c> or <c>central</c>, as the configuration calls the files.</param>
    /// <param name="name">The name in the certificate.</param>
    public string In(string configuration, string role, string name) => configuration
        .With("/etc/ship/ca.pem", FileOf("ca"))
        .With($"/etc/ship/{role}.pem", FileOf(name))
        .With($"/etc/ship/{role}-key.pem", FileOf($"{name}-key"));

    string FileOf(string name) => Path.Combine(_folder, $"{name}.pem");
}
