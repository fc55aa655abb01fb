using System.Text;
using System.Text.Json;
using CsCheck;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Composition;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>An event that exceeds MaxEventBytes is clipped and marked.</summary>
public sealed class MaxEventBytesTests : LogUnderTest
{
    const int Limit = 300;

    static MtaioFileOptions Options(Encoding? encoding = null) =>
        new() { MaxEventBytes = Limit, Encoding = encoding ?? new UTF8Encoding(false) };

    [Fact]
    public void AnEventOfExactlyTheLimitIsNotClipped()
    {
        using (var log = OpenPlain(Options()))
        {
            log.Information("{Text:l}", new string('a', Limit - 1));
            log.Information("{Text:l}", new string('b', Limit));
        }
        var lines = Folder.Text("app.log").Split('\n');
        Assert.Equal(new string('a', Limit - 1), lines[0]);
        Assert.Equal(new string('b', Limit / 2) + "... (clipped)", lines[1]);
    }

    [Fact]
    public void ClippingKeepsTimeLevelTemplateAndShortValues()
    {
        using (var log = OpenJson(Options()))
            log.Warning("Order {Id} has {@Items} and {Note}", 17, Enumerable.Range(0, 500), new string('é', 999));
        var line = Folder.Text("app.log");
        Assert.InRange(Encoding.UTF8.GetByteCount(line), 1, Limit);
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(
            ("Order {Id} has {@Items} and {Note}", "Warning", 17),
            (json.GetProperty("@mt").GetString(), json.GetProperty("@l").GetString(), json.GetProperty("Id").GetInt32()));
        Assert.True(json.GetProperty("@t").TryGetDateTime(out _));
        Assert.StartsWith("[0, 1, 2", json.GetProperty("Items").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("é... (clipped)", json.GetProperty("Note").GetString(), StringComparison.Ordinal);
        Assert.InRange(json.GetProperty("ClippedFromBytes").GetInt32(), 3000, 5000);
    }

    [Fact]
    public void AnExceptionIsClipped()
    {
        var formatter = OutputTemplate.Formatter("{Message:lj} {ClippedFromBytes}\n{Exception}", formatProvider: null);
        using (var log = OpenPlain(Options(), formatter)) log.Error(new InvalidOperationException(new string('x', 1000)), "failed");
        Assert.Matches(
            "^failed 1[0-9]{3}\nSystem.InvalidOperationException: x+\\.\\.\\. \\(clipped\\)" + Environment.NewLine + "$",
            Folder.Text("app.log"));
    }

    [Fact]
    public void OfATemplateThatIsTooLongItsBeginningIsKept()
    {
        using (var log = OpenJson(Options())) log.Information(new string('t', 1000) + "{A}", 1);
        Assert.Matches(
            "^\\{\"@t\":\"[^\"]+\",\"@mt\":\"t+\\.\\.\\. \\(clipped\\)\",\"ClippedFromBytes\":[0-9]+\\}\n$",
            Folder.Text("app.log"));
    }

    [Fact]
    public void AnEventIsDroppedIfTheFormatAloneExceedsTheLimit()
    {
        var formatter = OutputTemplate.Formatter(new string('-', Limit + 1), formatProvider: null);
        using (var log = OpenPlain(Options(), formatter)) log.Information("a");
        Assert.Empty(Folder.Names);
        var report = Assert.Single(Listener.Failures);
        Assert.Equal(
            (LoggingFailureKind.Permanent, "an event of 301 bytes cannot be clipped to 300: what the format adds is too long"),
            (report.Kind, report.Exception!.Message));
    }

    [Fact]
    public void NoLineExceedsTheLimitInAnyEncoding() =>
        Gen.Select(Gen.String[0, 900], Gen.String[0, 900], Gen.OneOf<Encoding>(new UTF8Encoding(false), Encoding.Unicode, Encoding.UTF32))
            .Sample((template, text, encoding) =>
        {
            using var sample = new LogUnderTest();
            var logEvent = Some.Event(template + "{Text}", new LogEventProperty("Text", new ScalarValue(text)));
            using (var log = sample.OpenPlain(Options(encoding))) log.Write(logEvent);
            Assert.InRange(new FileInfo(sample.LogPath).Length, 1, Limit + encoding.Preamble.Length);
        }, iter: Place.SamplesOfFiles(100));
}
