using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>
/// Mistakes that Serilog.Settings.Configuration reports only to SelfLog, because no method of this library is called. The documentation
/// says so; these tests fail when that changes.
/// </summary>
[Collection(ProcessWideState.Name)]
public sealed class SilentMistakesTests : LogUnderTest
{
    [Fact]
    public void AMisspeltSinkIsReportedToSelfLog()
    {
        using var selfLog = new SelfLogOutput();
        JsonSettings.Log(JsonSettings.Sink("WriteTo", "MtaioFiel", "\"path\": \"x\""), log => log.Information("nobody"));
        Assert.Contains(selfLog.Lines, l => l.Contains("MtaioFiel", StringComparison.Ordinal));
    }
}
