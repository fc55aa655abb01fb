using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>The file of the option <c>--known</c>: findings that somebody has accepted, so that only new ones count.</summary>
sealed class KnownFindings
{
    static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>More findings are kept if they may be known ones.</summary>
    const int MostKnown = 100_000;

    readonly string _path;

    /// <summary>The findings, each by itself without its note.</summary>
    readonly Dictionary<KnownFinding, KnownFinding> _findings;

    KnownFindings(string path, IEnumerable<KnownFinding> findings) =>
        (_path, _findings) = (path, findings.DistinctBy(f => f.WithoutNote()).ToDictionary(f => f.WithoutNote()));

    public static Option<string?> Option() =>
        new("--known") { Description = "The file of findings that were accepted: they do not count any more." };

    /// <summary>How many findings of a log are kept.</summary>
    /// <param name="known">What is known of them; null = nothing.</param>
    public static int MostFindings(KnownFindings? known) => known is null ? new MtaioLogOptions().MaxFindings : MostKnown;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mayBeNew">Whether the file is to be written, and need not exist.</param>
    /// <exception cref="ToolException">The file cannot be read, or has something else in it.</exception>
    public static KnownFindings Read(string path, bool mayBeNew)
    {
        if (!Path.Exists(path))
        {
            return mayBeNew
                ? new KnownFindings(path, [])
                : throw new ToolException($"--known {path}: the file does not exist; --accept beside it writes it");
        }
        try
        {
            var findings = JsonSerializer.Deserialize<List<KnownFinding?>>(FileText.WithoutMark(FileText.Bytes(path)), Options);
            if (findings is not null && !findings.Exists(f => f is not { Log: not null, Message: not null })) return new(path, findings!);
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw new ToolException($"--known {path}: is no file that --accept has written");
    }

    /// <summary>Whether this is the path of the file.</summary>
    public bool IsAt(string path) => string.Equals(Path.GetFullPath(path), Path.GetFullPath(_path), StringComparison.Ordinal);

    public bool Contains(KnownFinding finding) => _findings.ContainsKey(finding.WithoutNote());

    /// <summary>Replaces what is known of a log: what is not found any more is forgotten, and notes stay.</summary>
    /// <returns>How many findings are new.</returns>
    public int Accept(string log, LogVerification result)
    {
        var found = result.Findings.Select(f => KnownFinding.Of(log, f, result)).OfType<KnownFinding>().ToHashSet();
        var path = Path.GetFullPath(log);
        KnownFinding[] gone = [.. _findings.Keys.Where(k => string.Equals(k.Log, path, StringComparison.Ordinal) && !found.Contains(k))];
        foreach (var finding in gone) _findings.Remove(finding);
        return found.Count(f => _findings.TryAdd(f, f));
    }

    /// <exception cref="ToolException">The file is one of a log.</exception>
    public void RefuseFilesOf(LogVerification result)
    {
        var path = Path.GetFullPath(_path);
        if (result.Files.Any(f => string.Equals(f.File.Path, path, StringComparison.Ordinal)))
            throw new ToolException($"--known {_path}: is a file of the log; name another one", Exit.Usage);
    }

    /// <exception cref="ToolException">The file cannot be written.</exception>
    public void Save()
    {
        if (Path.GetDirectoryName(Path.GetFullPath(_path)) is { } folder && !Directory.Exists(folder))
            throw new ToolException($"--known {_path}: there is no folder {folder}");
        string? temporary = null;
        try
        {
            // The file of a symbolic link is written, and not another one in place of the link.
            var target = File.Exists(_path) ? File.ResolveLinkTarget(_path, returnFinalTarget: true)?.FullName ?? _path : _path;
            temporary = $"{target}.{Guid.NewGuid():N}.tmp";
            File.WriteAllText(temporary, JsonSerializer.Serialize(_findings.Values, Options) + "\n");
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            if (File.Exists(temporary)) File.Delete(temporary);
            throw new ToolException($"--known {_path}: cannot be written: {ex.Message}");
        }
    }
}
