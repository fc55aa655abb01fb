namespace Serilog.Sinks.MtaioFile.Reader.Tests.Support;

/// <summary>What tests ask of a verification.</summary>
static class Verified
{
    public static LogVerification At(string path, MtaioLogOptions? options = null) => MtaioLogReader.Open(path, options).Verify();

    /// <summary>The findings as lines: kind, name of the file, line, byte.</summary>
    public static string[] Places(this LogVerification log) =>
        [.. log.Findings.Select(f => $"{f.Kind} {Path.GetFileName(f.File)} {f.Line} {f.Offset}")];
}
