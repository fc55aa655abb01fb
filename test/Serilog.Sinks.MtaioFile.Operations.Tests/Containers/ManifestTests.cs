using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>The numbers of the manifest fit each other, and its settings configure a logger.</summary>
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
    public void TheVolumeHoldsWhatTheLogTakesAtMost()
    {
        var limit = _pod["volumes"][0]["emptyDir"]["sizeLimit"].Text();
        Assert.EndsWith("Mi", limit, StringComparison.Ordinal);

        Assert.True(Number(limit) * 1024 * 1024 >= (Setting("backupCount") + 3) * Setting("maxBytes") * 1_000_000, limit);
    }

    [Fact]
    public void TheGracePeriodIsLongerThanAllTimeouts()
    {
        const long Host = 30, HangingSinks = 2;

        Assert.True(Number(_pod["terminationGracePeriodSeconds"].Text()) > Host + Setting("shutdownTimeout") + HangingSinks);
    }

    [Fact]
    public void TheVolumeIsMountedAtTheFolderOfTheLogInBothContainers()
    {
        foreach (var container in _pod["containers"].Sequence())
        {
            Assert.Equal("logs", container["volumeMounts"][0]["name"].Text());
            var folder = container["volumeMounts"][0]["mountPath"].Text();
            Assert.Contains($"\"{folder}/app.clef\"", Settings(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TheGroupOfTheVolumeIsThatOfTheUser()
    {
        Assert.Equal(_pod["securityContext"]["runAsGroup"].Text(), _pod["securityContext"]["fsGroup"].Text());
    }

    static long Number(string text) => long.Parse(Digits().Match(text).ValueSpan, provider: null);

    static string Settings() => Manifest.Settings("/var/log/app");

    static long Setting(string name) =>
        Number(Regex.Match(Settings(), $"\"{name}\": \"?[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value);

    [GeneratedRegex("[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Digits();
}
