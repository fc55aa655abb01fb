using System.Text;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Operations.Tests.Collectors;

/// <summary>
/// The patterns and fingerprints of the configurations, on the files of a log that rotated by the settings of docs/shipping.md.
/// </summary>
public sealed class FileTests : IDisposable
{
    const int Lines = 400;

    readonly TempFolder _folder = new();

    [Theory]
    [InlineData("otelcol.yaml", "receivers.filelog.include")]
    [InlineData("vector.yaml", "sources.app[file].include")]
    [InlineData("filebeat.yml", "filebeat.inputs[filestream].paths")]
    [InlineData("fluent-bit-host.yaml", "pipeline.inputs.path")]
    public void EveryPlainFileMatchesOnePatternAndNoCompressedArchiveDoes(string file, string key)
    {
        WriteAndRotate(sequence: false);
        Assert.Contains(_folder.Names, n => n.EndsWith(".gz", StringComparison.Ordinal));
        foreach (var name in _folder.Names.Where(n => !n.EndsWith(".lock", StringComparison.Ordinal)))
        {
            var matches = Collector.Settings(file)[key].SelectMany(p => p.Split(',')).Count(p => Matches(p, name));
            Assert.Equal(name.EndsWith(".gz", StringComparison.Ordinal) ? 0 : 1, matches);
        }
    }

    /// <summary>Vector compares first lines; Filebeat and the Collector compare first bytes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NoTwoFilesHaveTheSameFingerprint(bool sequence)
    {
        WriteAndRotate(sequence);
        var length = int.Parse(
            Collector.Setting("filebeat.yml", "filebeat.inputs[filestream].prospector.scanner.fingerprint.length"),
            System.Globalization.CultureInfo.InvariantCulture);
        var contents = _folder.Names.Where(n => !n.EndsWith(".lock", StringComparison.Ordinal)).Select(Content).ToArray();
        Assert.True(contents.Length > 5, "several archives");
        Assert.All(contents, c => Assert.Equal(sequence, c.StartsWith("{\"@run\":", StringComparison.Ordinal)));
        Assert.Distinct(contents.Select(c => c.Split('\n')[0]));
        Assert.Distinct(contents.Select(c => c[..length]));
    }

    public void Dispose() => _folder.Dispose();

    void WriteAndRotate(bool sequence)
    {
        var settings = ShippingDocument.Json
            .With("/var/log/app/app.clef", _folder["app.clef"])
            .With("10000000", "2000")
            .With("\"uncompressedArchives\": 20", "\"uncompressedArchives\": 3");
        if (sequence) settings = settings.With("\"backupCount\": 100,", "\"backupCount\": 100, \"sequence\": true,");
        JsonSettings.Log(settings, log =>
        {
            for (var i = 0; i < Lines; i++) log.Information("Order {OrderId} was paid", i);
        });
    }

    string Content(string name) =>
        name.EndsWith(".gz", StringComparison.Ordinal) ? Encoding.UTF8.GetString(GZipFile.Read(_folder[name])) : _folder.Text(name);

    /// <summary>A pattern as all the programs read it: '*' is anything but '/', and brackets are one of their characters.</summary>
    static bool Matches(string pattern, string name)
    {
        const string folder = "/var/log/app/";
        Assert.StartsWith(folder, pattern, StringComparison.Ordinal);
        var expression = Regex.Escape(pattern[folder.Length..]).Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\[", "[", StringComparison.Ordinal);
        return Regex.IsMatch(name, $"^{expression}$", RegexOptions.None, TimeSpan.FromSeconds(5));
    }
}
