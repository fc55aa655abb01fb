using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Sequence;

/// <summary>A sink with or without numbers and hashes.</summary>
/// <param name="Name">Its name in the results.</param>
/// <param name="Json">JSON or text.</param>
/// <param name="Audit">Whether each call writes its event.</param>
/// <param name="Sequence">Whether records have numbers.</param>
/// <param name="Chain">The chain; null = none.</param>
sealed record SequenceCase(string Name, bool Json, bool Audit = false, bool Sequence = false, HashChain? Chain = null)
{
    public static readonly SequenceCase[] All =
    [
        new("text", Json: false), new("text-sequence", Json: false, Sequence: true),
        new("json", Json: true), new("json-sequence", Json: true, Sequence: true),
        new("audit", Json: true, Audit: true), new("audit-sequence", Json: true, Audit: true, Sequence: true),
        new("audit-chain", Json: true, Audit: true, Chain: HashChain.Plain),
        new("audit-chain-key", Json: true, Audit: true, Chain: HashChain.WithKey(new byte[32])),
    ];

    public LoggerConfiguration Configure(Setup setup)
    {
        ITextFormatter formatter = Json ? new CompactJsonFormatter() : new MessageTemplateTextFormatter(SampleEvent.OutputTemplate);
        var options = new MtaioFileOptions { Sequence = Sequence, Chain = Chain };
        var configuration = new LoggerConfiguration();
        if (Audit) return configuration.AuditTo.MtaioFile(formatter, setup.Path, maxBytes: null, options: options);
        return Json
            ? configuration.WriteTo.MtaioFile(formatter, setup.Path, maxBytes: null, options: options)
            : configuration.WriteTo.MtaioFile(
                setup.Path, outputTemplate: SampleEvent.OutputTemplate, maxBytes: null, options: options);
    }
}
