using System.Text;
using Serilog.Events;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Writing;

/// <summary>Nothing of an event that failed half-way is in the line of the next event.</summary>
public sealed class FailedEventBytesTests : LogUnderTest
{
    public static TheoryData<string, ControlCharacters, int?> Sinks()
    {
        var data = new TheoryData<string, ControlCharacters, int?>();
        foreach (var encoding in new[] { "utf-8", "utf-16", "utf-32", "iso-8859-1" })
        {
            foreach (var characters in Enum.GetValues<ControlCharacters>())
            {
                data.Add(encoding, characters, null);
                data.Add(encoding, characters, 1000);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Sinks))]
    public void HalfACharacterOfAFailedEventDoesNotReachTheNextEvent(string encoding, ControlCharacters characters, int? maxEventBytes)
    {
        var formatter = new DelegateFormatter((logEvent, output) =>
        {
            if (logEvent.Level == LogEventLevel.Error)
            {
                output.Write("half \uD83D");
                throw new FormatException("no");
            }
            output.Write("\uDE00 next\n");
        });
        var options = new MtaioFileOptions
        {
            Encoding = Encoding.GetEncoding(encoding),
            ControlCharacters = characters,
            MaxEventBytes = maxEventBytes,
        };
        using (var log = OpenPlain(options, formatter))
        {
            log.Error("fails");
            log.Information("follows");
        }
        Assert.Equal(encoding == "iso-8859-1" ? "? next\n" : "\uFFFD next\n", FileInUse.Text(LogPath, options.Encoding));
        Handle.ShouldHaveCounted(written: 1, droppedByFormatting: 1);
    }
}
