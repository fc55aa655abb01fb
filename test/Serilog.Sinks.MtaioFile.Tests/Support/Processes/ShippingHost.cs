using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>One of the machines of docs/shipping.md: a process that writes and rotates, and the daemon that follows its files.</summary>
sealed partial class ShippingHost : IDisposable
{
    /// <summary>The document has larger files, and a test has no time to fill them.</summary>
    const int MaxBytes = 12_000;

    readonly string _logs;
    readonly string _arrived;

    /// <param name="folder">The folder of the test.</param>
    /// <param name="name">The name of the machine.</param>
    /// <param name="central">The folder of the central server's files.</param>
    /// <param name="follow">Starts the daemon, given the folder of the logs.</param>
    /// <param name="options">Options of the log, which come before those of the document.</param>
    /// <param name="file">The name of the file in which the lines of this machine arrive, in the folder of the server's files.</param>
    public ShippingHost(
        TempFolder folder, string name, string central, Func<string, LogDaemon> follow, string options = "", string? file = null)
    {
        _logs = Directory.CreateDirectory(folder[$"{name}-logs"]).FullName;
        _arrived = Path.Combine(central, file ?? Path.Combine(name, "app.clef"));
        var path = Path.Combine(_logs, "app.clef");
        Writer = WriterProcess.Start($"open path={path} json=true max={MaxBytes} {options} {RotationOfTheDocument()}");
        // Last: a writer ends with the test process, a daemon does not.
        Follower = follow(_logs);
    }

    public LogDaemon Follower { get; }

    public WriterProcess Writer { get; }

    public int Archives => Directory.GetFiles(_logs).Count(f => !f.EndsWith(".clef", StringComparison.Ordinal));

    public int CompressedArchives => Directory.GetFiles(_logs, "*.gz").Length;

    /// <summary>All lines of the live file and its archives; for when nobody writes.</summary>
    public IReadOnlyList<string> Written =>
        [
            .. Directory.GetFiles(_logs)
                .Select(f => f.EndsWith(".gz", StringComparison.Ordinal) ? GZipFile.Read(f) : FileInUse.Bytes(f))
                .SelectMany(Lines),
        ];

    /// <summary>The lines that the central server has, in the order in which they came.</summary>
    public IReadOnlyList<string> Arrived => System.IO.File.Exists(_arrived) ? Lines(FileInUse.Bytes(_arrived)) : [];

    /// <summary>The file of this host on the central server.</summary>
    public string ArrivedFile => _arrived;

    public HashSet<long> ArrivedNumbers => [.. Arrived.Select(NumberOf)];

    public static long NumberOf(string line) => long.Parse(Number().Match(line).Groups[1].Value, CultureInfo.InvariantCulture);

    public void AwaitArrival(long last)
    {
        IReadOnlyList<long> missing = [];
        bool AllThere() => (missing = [.. Numbers.From(1, last).Except(ArrivedNumbers)]).Count == 0;
        Eventually.True(AllThere, () => $"lines {string.Join(", ", missing.Take(10))} on the central server, {missing.Count} of {last}");
    }

    public void Dispose()
    {
        Writer.Dispose();
        Follower.Dispose();
    }

    static string RotationOfTheDocument()
    {
        var sink = JsonNode.Parse(ShippingDocument.Json)!["Serilog"]!["WriteTo"]![0]!;
        Assert.Equal("MtaioJsonFile", sink["Name"]!.GetValue<string>());
        var (args, rotation) = (sink["Args"]!, sink["Args"]!["rotation"]!);
        var compression = $"compression={rotation["compression"]} uncompressed={rotation["uncompressedArchives"]}";
        return $"backups={args["backupCount"]} archiveName={rotation["archiveName"]} {compression}";
    }

    /// <summary>Whole lines; one that is still coming is left out.</summary>
    static string[] Lines(byte[] content) => Encoding.UTF8.GetString(content).Split('\n')[..^1];

    [GeneratedRegex("\"N\":([0-9]+)[,}]")]
    private static partial Regex Number();
}
