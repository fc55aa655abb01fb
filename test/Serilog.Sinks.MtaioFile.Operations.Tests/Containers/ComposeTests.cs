using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>compose.yaml and the Dockerfile say the same as the manifest for Kubernetes.</summary>
public sealed class ComposeTests
{
    readonly YamlNode _services = Manifest.Documents("compose.yaml")[0]["services"];
    readonly string[] _image = System.IO.File.ReadAllLines(Manifest.PathOf("Dockerfile"));

    [Fact]
    public void TheGracePeriodIsThatOfTheManifest() => Assert.Equal(
        Manifest.Pod["terminationGracePeriodSeconds"].Text() + "s", _services["app"]["stop_grace_period"].Text());

    [Fact]
    public void TheUserIsThatOfTheManifest()
    {
        var security = Manifest.Pod["securityContext"];
        var user = $"{security["runAsUser"].Text()}:{security["runAsGroup"].Text()}";

        Assert.Equal(user, _services["app"]["user"].Text());
        // The tests that run the image give this variable the value that it has in the images of .NET.
        Assert.Contains("USER $APP_UID", _image);
        Assert.Contains($"APP_UID={security["runAsUser"].Text()} ", ServiceImage.Base, StringComparison.Ordinal);
    }

    [Fact]
    public void TheFollowerIsAnotherUserOfTheSameGroupWithTheCommandOfTheManifest()
    {
        var (app, follow) = (_services["app"]["user"].Text().Split(':'), _services["follow"]["user"].Text().Split(':'));

        Assert.NotEqual(app[0], follow[0]);
        Assert.Equal(app[1], follow[1]);
        Assert.Equal(Manifest.Pod["initContainers"][0]["securityContext"]["runAsUser"].Text(), follow[0]);
        Assert.Equal(
            Manifest.Texts(Manifest.Pod["initContainers"][0]["command"]),
            Manifest.Texts(_services["follow"]["entrypoint"]).Select(w => w.Replace("$$", "$", StringComparison.Ordinal)));
    }

    [Fact]
    public void OnlyTheApplicationMayWriteToTheVolume()
    {
        Assert.Contains($"logs:{Manifest.Folder}", Manifest.Texts(_services["app"]["volumes"]));
        Assert.Contains($"logs:{Manifest.Folder}:ro", Manifest.Texts(_services["follow"]["volumes"]));
    }

    [Theory]
    [InlineData("app")]
    [InlineData("follow")]
    public void TheRootIsReadOnlyAndTheContainerHasNoCapabilitiesAndALimit(string service)
    {
        Assert.Equal("true", _services[service]["read_only"].Text());
        Assert.Equal(["ALL"], Manifest.Texts(_services[service]["cap_drop"]));
        Assert.Equal(["no-new-privileges:true"], Manifest.Texts(_services[service]["security_opt"]));
        var container = service == "app" ? Manifest.Pod["containers"][0] : Manifest.Pod["initContainers"][0];
        Assert.Equal(container["resources"]["limits"]["memory"].Text(), _services[service]["mem_limit"].Text().Replace("m", "Mi"));
        Assert.Equal(container["image"].Text(), _services[service]["image"].Text());
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
