using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>compose.yaml and the Dockerfile say the same as the manifest for Kubernetes; neither is run.</summary>
public sealed class ComposeTests
{
    const string Folder = "/var/log/app";

    readonly YamlNode _services = Manifest.Documents("compose.yaml")[0]["services"];
    readonly string[] _image = System.IO.File.ReadAllLines(Manifest.PathOf("Dockerfile"));

    [Fact]
    public void TheGracePeriodIsThatOfTheManifest() => Assert.Equal(
        Manifest.Text(Manifest.Pod["terminationGracePeriodSeconds"]) + "s", Manifest.Text(_services["app"]["stop_grace_period"]));

    [Fact]
    public void TheUserIsThatOfTheManifestInBothFiles()
    {
        var security = Manifest.Pod["securityContext"];
        var user = $"{Manifest.Text(security["runAsUser"])}:{Manifest.Text(security["runAsGroup"])}";

        Assert.Equal(user, Manifest.Text(_services["app"]["user"]));
        Assert.Equal($"USER {user}", _image.Last(l => l.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.Contains($"chown {user} {Folder}", string.Join('\n', _image), StringComparison.Ordinal);
    }

    [Fact]
    public void TheFollowerIsAnotherUserOfTheSameGroupWithTheCommandOfTheManifest()
    {
        var (app, follow) = (Manifest.Text(_services["app"]["user"]).Split(':'), Manifest.Text(_services["follow"]["user"]).Split(':'));

        Assert.NotEqual(app[0], follow[0]);
        Assert.Equal(app[1], follow[1]);
        Assert.Equal(Manifest.Texts(Manifest.Pod["containers"][1]["command"]), Manifest.Texts(_services["follow"]["command"]));
    }

    [Fact]
    public void OnlyTheApplicationMayWriteToTheVolume()
    {
        Assert.Contains($"logs:{Folder}", Manifest.Texts(_services["app"]["volumes"]));
        Assert.Contains($"logs:{Folder}:ro", Manifest.Texts(_services["follow"]["volumes"]));
    }

    [Theory]
    [InlineData("app")]
    [InlineData("follow")]
    public void TheRootIsReadOnlyAndTheContainerHasNoCapabilities(string service)
    {
        Assert.Equal("true", Manifest.Text(_services[service]["read_only"]));
        Assert.Equal(["ALL"], Manifest.Texts(_services[service]["cap_drop"]));
        Assert.Equal(["no-new-privileges:true"], Manifest.Texts(_services[service]["security_opt"]));
    }

    [Fact]
    public void TheProgramIsPid1AndMakesNoFilesForItsDiagnostics()
    {
        var entry = Assert.Single(_image, l => l.StartsWith("ENTRYPOINT ", StringComparison.Ordinal));
        Assert.StartsWith("ENTRYPOINT [ \"dotnet\"", entry, StringComparison.Ordinal);
        var variable = Manifest.Pod["containers"][0]["env"][0];
        Assert.Contains($"ENV {Manifest.Text(variable["name"])}={Manifest.Text(variable["value"])}", _image);
    }
}
