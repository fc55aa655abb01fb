using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Formatting.Json;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Reader.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Reader.Tests;

/// <summary>What is read of single records.</summary>
public sealed class RecordTests : IDisposable
{
    static readonly DateTimeOffset Time = new(2026, 11, 27, 8, 30, 1, 250, TimeSpan.FromHours(1));

    readonly TempFolder _folder = new();

    public static TheoryData<string, ITextFormatter> Formatters() => new()
    {
        { "compact", new CompactJsonFormatter() },
        { "rendered", new RenderedCompactJsonFormatter() },
        { "Serilog", new JsonFormatter(renderMessage: true) },
        { "mtaio", new MtaioJsonFormatter() },
    };

    [Theory]
    [MemberData(nameof(Formatters))]
    public void EventsOfAllJsonFormatsAreReadBack(string format, ITextFormatter formatter)
    {
        Assert.NotEmpty(format);
        var written = new LogEvent(
            Time,
            LogEventLevel.Warning,
            new InvalidOperationException("no"),
            new MessageTemplateParser().Parse("{Name:l} has {Count} {@Thing}"),
            [
                new("Name", new ScalarValue("Ann")),
                new("Count", new ScalarValue(3)),
                new("Thing", new StructureValue([new("A", new ScalarValue(true))], "T")),
                new("List", new SequenceValue([new ScalarValue(1), new ScalarValue(null)])),
            ]);
        using (var writer = new StreamWriter(_folder.In("app.log"))) formatter.Format(written, writer);
        var record = Assert.Single(MtaioLogReader.Open(_folder.In("app.log")).Records());
        var read = record.ToLogEvent()!;
        Assert.Equal((Time.UtcDateTime, LogEventLevel.Warning), (record.Timestamp!.Value.UtcDateTime, record.Level));
        Assert.Equal((Time.UtcDateTime, LogEventLevel.Warning), (read.Timestamp.UtcDateTime, read.Level));
        Assert.StartsWith("Ann has 3 ", record.Message, StringComparison.Ordinal);
        Assert.Contains("no", read.Exception!.ToString(), StringComparison.Ordinal);
        Assert.Equal("3", read.Properties["Count"].ToString());
        Assert.Equal("[1, null]", read.Properties["List"].ToString());
    }

    [Fact]
    public void MarksAreRead()
    {
        var path = new HandLog(RecordShape.Json, isChained: true).Event().WriteTo(_folder);
        Assert.Equal([("k3x9f2ab", 0L), ("k3x9f2ab", 1L)], MtaioLogReader.Open(path).Records().Select(r => (r.Run!, r.Number!.Value)));
    }

    [Theory]
    [InlineData(RecordShape.Text, false)]
    [InlineData(RecordShape.Text, true)]
    public void TheHeadOfATextIsNoPartOfItsMessage(RecordShape shape, bool isChained)
    {
        var path = new HandLog(shape, isChained).Event(message: "hello [x] there").WriteTo(_folder);
        var record = MtaioLogReader.Open(path).Records().Last();
        Assert.Equal(("hello [x] there", LogEventLevel.Information, 1L), (record.Message, record.Level, record.Number));
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 8, 0, 1, TimeSpan.Zero), record.Timestamp);
    }

    [Theory]
    [InlineData(
        @"{""@t"":""2026-11-27T08:00:00Z"",""@mt"":""a {B}"",""B"":""\udc00\ud83d\ude00\\ud800\uD800""}",
        "a \"\uFFFD\U0001F600\\ud800\uFFFD\"")]
    [InlineData(@"{""@t"":""2026-11-27T08:00:00Z"",""@mt"":""a {B}"",""\ud800"":1,""B"":2}", "a 2")]
    [InlineData("{\"@t\":\"2026-11-27T08:00:00Z\",\"@mt\":\"\u00FF {B}\",\"B\":\"\u00C0\"}", "\uFFFD \"\uFFFD\"")]
    public void WhatIsNoCharacterIsShownAsOne(string json, string message)
    {
        File.WriteAllBytes(_folder.In("app.log"), Encoding.Latin1.GetBytes(json + "\n"));
        var record = Assert.Single(MtaioLogReader.Open(_folder.In("app.log")).Records());
        Assert.Equal(message, record.ToLogEvent()?.RenderMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("{A,2000000000}{A,3}", "12 12")]
    [InlineData("{A:D999999999}{A:D3}", "12012")]
    public void AShortRecordMakesNoHugeMessage(string template, string message)
    {
        File.WriteAllText(_folder.In("app.log"), $$"""{"@t":"2026-11-27T08:00:00Z","@mt":"{{template}}","A":12}""" + "\n");
        var record = Assert.Single(MtaioLogReader.Open(_folder.In("app.log")).Records());
        Assert.Equal(message, record.ToLogEvent()?.RenderMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void ATextRecordHasAllItsLines()
    {
        const string First = "2026-11-27 08:00:00.000 +00:00 [ERR] failed\r\nat A\r\nat B";
        File.WriteAllText(_folder.In("app.log"), First + "\r\n2026-11-27 08:00:01.000 +00:00 [INF] x\r\n");
        var record = MtaioLogReader.Open(_folder.In("app.log")).Records().First();
        Assert.Equal((First, LogEventLevel.Error), (record.Text, record.Level));
        Assert.False(record.IsJson);
        Assert.Null(record.ToLogEvent());
    }

    [Fact]
    public void AFilterSeesTheBytes()
    {
        var path = new HandLog(RecordShape.Json).Events(20).WriteTo(_folder);
        var found = MtaioLogReader.Open(path).Records(bytes => bytes.IndexOf("event 1"u8) >= 0);
        Assert.Equal(11, found.Count());
    }

    [Fact]
    public void ProgressReachesTheEnd()
    {
        var path = new HandLog(RecordShape.Json).Events(20).Rotate().Events(3).End().WriteTo(_folder);
        var progress = new LastProgress();
        Verified.At(path, new MtaioLogOptions { Progress = progress });
        Assert.Equal((progress.Last!.BytesTotal, 26L), (progress.Last.BytesRead, progress.Last.Records));
    }

    public void Dispose() => _folder.Dispose();

    sealed class LastProgress : IProgress<ReadProgress>
    {
        public ReadProgress? Last { get; private set; }

        public void Report(ReadProgress value) => Last = value;
    }
}
