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
        Manifest.Pod["terminationGracePeriodSeconds"].Text() + "s", _services["app"]["stop_grace_period"].Text());

    [Fact]
    public void TheUserIsThatOfTheManifestInBothFiles()
    {
        var security = Manifest.Pod["securityContext"];
        var user = $"{security["runAsUser"].Text()}:{security["runAsGroup"].Text()}";

        Assert.Equal(user, _services["app"]["user"].Text());
        Assert.Equal($"USER {user}", _image.Last(l => l.StartsWith("USER ", StringComparison.Ordinal)));
        Assert.Contains($"chown {user} {Folder}", string.Join('\n', _image), StringComparison.Ordinal);
    }

    [Fact]
    public void TheFollowerIsAnotherUserOfTheSameGroupWithTheCommandOfTheManifest()
    {
        var (app, follow) = (_services["app"]["user"].Text().Split(':'), _services["follow"]["user"].Text().Split(':'));

        Assert.NotEqual(app[0], follow[0]);
        Assert.Equal(app[1], follow[1]);
        Assert.Equal(Manifest.Texts(Manifest.Pod["initContainers"][0]["command"]), Manifest.Texts(_services["follow"]["command"]));
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
        Assert.Equal("true", _services[service]["read_only"].Text());
        Assert.Equal(["ALL"], Manifest.Texts(_services[service]["cap_drop"]));
        Assert.Equal(["no-new-privileges:true"], Manifest.Texts(_services[service]["security_opt"]));
    }

    [Fact]
    public void TheProgramIsPid1AndMakesNoFilesForItsDiagnostics()
    {
        var entry = Assert.Single(_image, l => l.StartsWith("ENTRYPOINT ", StringComparison.Ordinal));
        Assert.StartsWith("ENTRYPOINT [ \"dotnet\"", entry, StringComparison.Ordinal);
        var variable = Manifest.Pod["containers"][0]["env"][0];
        Assert.Contains($"ENV {variable["name"].Text()}={variable["value"].Text()}", _image);
    }
}
