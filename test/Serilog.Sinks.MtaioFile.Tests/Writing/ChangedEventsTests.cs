using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Another sink of the logger changes the properties of events while they are queued. No event is lost.</summary>
public sealed class ChangedEventsTests : LogUnderTest
{
    const int Events = 10_000;

    public static TheoryData<string, ITextFormatter> Formatters => new()
    {
        { "compact", new CompactJsonFormatter() },
        { "rendered compact", new RenderedCompactJsonFormatter() },
        { "mtaio", new MtaioJsonFormatter() },
        { "text", new OutputTemplateLike() },
    };

    [Theory]
    [MemberData(nameof(Formatters))]
    public void NoEventIsLostThatALaterSinkChanges(string _, ITextFormatter formatter)
    {
        var sink = PlainSink(new MtaioFileOptions { Batching = new() { Period = TimeSpan.FromMilliseconds(1) } }, formatter);
        using (var log = Open.Logger(to => to.WriteTo.Fallible(w => w.Sink(sink), Listener).WriteTo.Sink(new ChangingSink())))
        {
            for (var i = 0; i < Events; i++) log.Information("{Number} {Kept}", i, "text");
        }
        Assert.Empty(Listener.Failures);
        Assert.Equal(Events, Handle.Statistics.Written);
        Assert.Equal(Events, Folder.Text("app.log").Count(c => c == '\n'));
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(NullReferenceException))]
    [InlineData(typeof(IndexOutOfRangeException))]
    [InlineData(typeof(KeyNotFoundException))]
    [InlineData(typeof(ArgumentException))]
    [InlineData(typeof(ArgumentNullException))]
    public void AnEventIsRenderedAgainAfterAnyExceptionOfAChangeAndAtLastACopy(Type exception)
    {
        LogEvent? original = null;
        var formatter = new DelegateFormatter((e, output) =>
        {
            original ??= e;
            if (ReferenceEquals(e, original)) throw (Exception)Activator.CreateInstance(exception)!;
            output.Write($"{e.RenderMessage(CultureInfo.InvariantCulture)} {e.Level} {e.Timestamp == original.Timestamp}\n");
        });
        using (var log = OpenPlain(formatter: formatter)) log.Warning("{Number}", 1);
        Assert.Equal("1 Warning True\n", Folder.Text("app.log"));
    }

    sealed class ChangingSink : ILogEventSink
    {
        readonly ScalarValue _value = new("value");

        public void Emit(LogEvent logEvent)
        {
            for (var i = 0; i < 300; i++)
            {
                logEvent.AddOrUpdateProperty(new LogEventProperty($"P{i % 40}", _value));
                logEvent.RemovePropertyIfPresent($"P{(i + 20) % 40}");
            }
        }
    }

    sealed class OutputTemplateLike : ITextFormatter
    {
        readonly Serilog.Formatting.Display.MessageTemplateTextFormatter _formatter = new("{Message:lj} {Properties:j}\n");

        public void Format(LogEvent logEvent, TextWriter output) => _formatter.Format(logEvent, output);
    }
}
