using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>
/// The image that docs/containers/Dockerfile makes of the sample. The images of .NET that it is built on are stand-ins with the same user
/// and variables; their /usr is that of this machine, with its .NET.
/// </summary>
public sealed class ServiceImage : IDisposable
{
    /// <summary>The name that the manifests have for it.</summary>
    public const string Name = "example/app:1";

    /// <summary>What each container needs that is made from it.</summary>
    public const string Usr = "/usr:/usr:ro";

    public const string Base = """
        FROM scratch
        COPY root /
        ENV APP_UID=1654 ASPNETCORE_HTTP_PORTS=8080 DOTNET_RUNNING_IN_CONTAINER=true
        """;

    readonly Lazy<Podman> _podman = new(Build);

    /// <summary>Podman, which has the image.</summary>
    public Podman Podman => _podman.Value;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_podman.IsValueCreated) _podman.Value.Dispose();
    }

    static Podman Build()
    {
        var podman = new Podman();
        using var folder = new TempFolder();
        Shell.Run("sh", "-ec", MakeRoot, folder.Path);
        folder.Write("Dockerfile", Base);
        string[] names = ["mcr.microsoft.com/dotnet/sdk:10.0", "mcr.microsoft.com/dotnet/aspnet:10.0"];
        podman.Run(["build", "-q", .. names.SelectMany(n => new[] { "-t", n }), folder.Path]);
        var packages = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget");
        // With the packages that this test was built with, and the network, by which the audit of packages asks.
        string[] machine = ["--network=host", "--pull=never", "-v", Usr, "-v", "/etc/ssl:/etc/ssl:ro", "-v", $"{packages}:/root/.nuget:ro"];
        podman.Run(["build", .. machine, "-f", Manifest.PathOf("Dockerfile"), "-t", Name, Repository.Root]);
        return podman;
    }

    const string MakeRoot = """
        cd "$0" && mkdir root && cd root
        mkdir -p usr etc tmp var/log var/tmp proc sys dev run home/app root
        chmod 1777 tmp var/tmp
        for folder in bin sbin lib lib64; do ln -s usr/$folder $folder; done
        printf '%s\n' root:x:0:0::/root:/bin/sh app:x:1654:1654::/home/app:/bin/sh > etc/passwd
        printf '%s\n' root:x:0: app:x:1654: > etc/group
        """;
}

/// <summary>The tests that share the image.</summary>
[CollectionDefinition(Name)]
public sealed class ContainersOfTheService : ICollectionFixture<ServiceImage>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "containers";
}
