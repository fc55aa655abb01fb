using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Display;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Formatting.Bytes;
using Serilog.Sinks.MtaioFile.Formatting.Renderers;
using Serilog.Sinks.MtaioFile.PerformanceTests.Contenders;

namespace Serilog.Sinks.MtaioFile.PerformanceTests.Micro;

/// <summary>Encodes an event with our encoder, and with the library's formatter, a reused writer and the encoding of its text.</summary>
public class EncoderBenchmarks
{
    readonly LogEvent[] _events = BenchmarkEvents.Create();
    readonly StringWriter _text = new(CultureInfo.InvariantCulture);
    readonly byte[] _bytes = new byte[64 * 1024];
    ITextFormatter _formatter = null!;
    EventEncoder _encoder = null!;
    EncodedLines _lines = null!;

    [Params("text", "clef")]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public void Create()
    {
        _formatter = Format == "text" ? new MessageTemplateTextFormatter(SampleEvent.OutputTemplate) : new CompactJsonFormatter();
        var chosen = Format == "text" ? OutputTemplate.Formatter(SampleEvent.OutputTemplate, formatProvider: null) : _formatter;
        var encoding = new UTF8Encoding(false);
        var renderer = LineRenderers.For(
            chosen, encoding, ControlCharacters.Keep, maxBytes: null, isJsonFile: false, Environment.NewLine);
        _encoder = new EventEncoder(renderer, encoding);
        _lines = _encoder.NewLines();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = BenchmarkEvents.Count)]
    public int Library()
    {
        var builder = _text.GetStringBuilder();
        builder.Clear();
        foreach (var logEvent in _events) _formatter.Format(logEvent, _text);
        var length = 0;
        foreach (var chunk in builder.GetChunks()) length += Encoding.UTF8.GetBytes(chunk.Span, _bytes.AsSpan(length));
        return length;
    }

    [Benchmark(OperationsPerInvoke = BenchmarkEvents.Count)]
    public int Ours()
    {
        _encoder.Encode(_events, asBlock: false, _lines);
        return _lines.Length;
    }
}
