using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Serilog.Sinks.MtaioFile.Reader;

namespace Serilog.Sinks.MtaioFile.Tool.Verify;

/// <summary>Writes verifications for programs. The names in it are those of the reader's types.</summary>
static class VerifyJson
{
    static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static string Text(IReadOnlyList<object> logs) => JsonSerializer.Serialize(new { logs }, Options);

    public static object Of(CheckedLog log) => Of(log, log.Result);

    static object Of(CheckedLog log, LogVerification result) => new
    {
        log.Path,
        verdict = log.Verdict.ToString(),
        log.Summary,
        result.IsSoFar,
        result.HasNumbers,
        result.HasChain,
        result.Records,
        result.Bytes,
        result.AnnouncedLosses,
        findings = result.Findings.Select(
            f => new { f.Kind, f.Severity, f.File, f.Line, f.Offset, f.Message, isKnown = log.IsKnown(f) }),
        result.FurtherFindings,
        result.DropsByReason,
        result.DropsByLevel,
        result.RecordsByLevel,
        result.Runs,
        files = result.Files.Select(f => new { f.File.Path, f.File.IsActive, f.File.Codec, f.Records, f.Bytes, f.From, f.Until }),
    };

    public static object Unreadable(string path, string message) => new { path, verdict = "Unreadable", summary = message };
}
