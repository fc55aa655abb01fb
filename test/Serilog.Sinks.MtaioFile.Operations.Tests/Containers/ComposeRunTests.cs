using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>compose.yaml is run by Docker Compose, which talks to Podman.</summary>
[Collection(ContainersOfTheService.Name)]
public sealed class ComposeRunTests(ServiceImage image)
{
    /// <summary>What the stand-ins of the images need, and no network, which Podman has not here.</summary>
    const string Machine = """
        services:
          app: { network_mode: none, volumes: [ "/usr:/usr:ro" ] }
          follow: { network_mode: none, volumes: [ "/usr:/usr:ro" ] }
        """;

    [ContainerFact]
    public void TheServiceWritesToItsNewVolumeAndTheFollowerEndsAfterTheLastLine()
    {
        Assert.Equal("1654", image.Podman.Run("inspect", "-f", "{{.Config.User}}", ServiceImage.Name).Trim());
        using var folder = new TempFolder();
        folder.Write("machine.yaml", Machine);
        string[] compose = ["docker-compose", "-p", "logs", "-f", Manifest.PathOf("compose.yaml"), "-f", folder["machine.yaml"]];
        try
        {
            image.Podman.RunForDocker([.. compose, "up", "-d", "--no-build"]);
            Eventually.True(() => Curl("http://127.0.0.1:8080/health"), "the service");
            Assert.True(Curl("-X", "POST", "http://127.0.0.1:8080/orders?count=500"));
            image.Podman.RunForDocker([.. compose, "stop"]);

            var log = Path.Combine(image.Podman.Root + Mountpoint(), "app.clef");
            Assert.Equal(501, System.IO.File.ReadLines(log).Count(l => l.Contains("is written with") || l.Contains("is shutting down")));
            Assert.Equal(System.IO.File.ReadAllText(log), image.Podman.Run("logs", "logs_follow_1"));
            Assert.Equal("640 1654 1654", Shell.Run("stat", "-c", "%a %u %g", log).Trim());
            Assert.Equal("2750 1654 1654", Shell.Run("stat", "-c", "%a %u %g", Path.GetDirectoryName(log)!).Trim());
            const string Format = "{{.State.ExitCode}} {{.HostConfig.ReadonlyRootfs}}";
            Assert.Equal("0 true\n0 true\n", image.Podman.Run("inspect", "-f", Format, "logs_app_1", "logs_follow_1"));
        }
        finally
        {
            image.Podman.RunForDocker([.. compose, "down", "--volumes", "--timeout", "0"]);
        }
    }

    bool Curl(params string[] words) => image.Podman.Succeeds(["exec", "logs_app_1", "curl", "-s", "-f", .. words]);

    string Mountpoint() => image.Podman.Run("volume", "inspect", "-f", "{{.Mountpoint}}", "logs_logs").Trim();
}
