using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>The format t writes half of a designator's first character in some scripts. The file is that of Serilog.Sinks.File.</summary>
public sealed class DesignatorTests : LogUnderTest
{
    const string Template = "{Timestamp:h t}|{Timestamp:h:mm tt}|{Timestamp:t}|{Time:%t}|{Day:g}|{Message} {Time:%t}\n";

    static readonly string[] Others = ["", "en-US", "ar-SA", "ko-KR", "ccp-BD", "th-TH"];

    public static TheoryData<string> Names() =>
        [.. CultureInfo.GetCultures(CultureTypes.AllCultures)
            .Select(c => c.Name)
            .Where(n => n.StartsWith("ff-Adlm", StringComparison.Ordinal) || Others.Contains(n))];

    [Theory]
    [MemberData(nameof(Names))]
    public void TheFileIsThatOfTheFileSink(string culture) => AssertSame(CultureInfo.GetCultureInfo(culture));

    [Fact]
    public void HalfACharacterAsADesignatorIsWrittenAsInTheFileSink()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("en-US").Clone();
        (culture.DateTimeFormat.AMDesignator, culture.DateTimeFormat.PMDesignator) = ("\uD83D", "\uDE00");
        AssertSame(culture);
    }

    void AssertSame(CultureInfo culture)
    {
        var events = Enumerable.Range(0, 4).Select(i => new LogEvent(
            Some.Instant.AddHours(6 * i),
            LogEventLevel.Information,
            exception: null,
            new Serilog.Parsing.MessageTemplateParser().Parse("{Time:h t}"),
            [new("Time", new ScalarValue(new TimeOnly(6 * i, 5))), new("Day", new ScalarValue(Some.Instant.DateTime.AddHours(6 * i)))]));
        using (Logger ours = new LoggerConfiguration().WriteTo.MtaioFile(Folder["ours.log"], Template, culture).CreateLogger(),
            theirs = new LoggerConfiguration().WriteTo.File(Folder["theirs.log"], outputTemplate: Template, formatProvider: culture)
                .CreateLogger())
        {
            foreach (var logEvent in events)
            {
                ours.Write(logEvent);
                theirs.Write(logEvent);
            }
        }
        Assert.Equal(Folder.Text("theirs.log"), Folder.Text("ours.log"));
        Assert.Equal(4, Folder.Text("ours.log").Count(c => c == '\n'));
    }
}
