using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>What the files of docs/containers say of the log agrees with each other.</summary>
public sealed partial class ManifestTests
{
    readonly YamlNode _pod = Manifest.Pod;

    [Fact]
    public void TheSettingsConfigureALogger()
    {
        using var folder = new TempFolder();

        using (var log = JsonSettings.Logger(Manifest.Settings(folder.Path)))
        {
            log.Information("ready");
        }

        Assert.Contains("ready", folder.Text("app.clef"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheSettingsOfComposeAreThoseOfTheManifest() => Assert.Equal(Manifest.Settings(), Manifest.Text("appsettings.json"));

    [Fact]
    public void TheGracePeriodIsLongerThanAllTimeouts()
    {
        const long Host = 30, HangingSinks = 2, Sidecar = 2;

        Assert.True(
            Number(_pod["terminationGracePeriodSeconds"].Text()) > Host + Setting("shutdownTimeout") + HangingSinks + Sidecar);
    }

    [Fact]
    public void TheVolumeIsMountedAtTheFolderOfTheLogInBothContainers()
    {
        foreach (var container in _pod["initContainers"].Sequence().Concat(_pod["containers"].Sequence()))
        {
            Assert.Equal("logs", container["volumeMounts"][0]["name"].Text());
            Assert.Equal(Manifest.Folder, container["volumeMounts"][0]["mountPath"].Text());
        }
        Assert.Contains($"\"{Manifest.Folder}/app.clef\"", Manifest.Settings(), StringComparison.Ordinal);
    }

    [Fact]
    public void TheGroupOfTheVolumeIsThatOfTheUser()
    {
        Assert.Equal(_pod["securityContext"]["runAsGroup"].Text(), _pod["securityContext"]["fsGroup"].Text());
    }

    static long Number(string text) => long.Parse(Digits().Match(text).ValueSpan, provider: null);

    static long Setting(string name) =>
        Number(Regex.Match(Manifest.Settings(), $"\"{name}\": \"?[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value);

    [GeneratedRegex("[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
