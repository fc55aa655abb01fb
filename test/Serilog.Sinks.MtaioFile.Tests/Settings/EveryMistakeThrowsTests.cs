using Serilog.Core;
using Serilog.Sinks.MtaioFile.Settings;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>Mistakes made from the list of settings: each name at each wrong place, each wrong type of value for each setting.</summary>
public sealed class EveryMistakeThrowsTests : LogUnderTest
{
    static readonly string[] WrongValues = ["\"\"", "[ 1 ]", "{ \"x\": 1 }", "\"no such thing\"", "\"§::§\""];

    static readonly Dictionary<string, SettingsTable> Tables = SettingsTable.Of(typeof(MtaioFileLoggerConfigurationExtensions));

    public static TheoryData<string, string> SinksAndPlaces()
    {
        var data = new TheoryData<string, string>();
        foreach (var table in Tables.Values.Where(t => t.IsFileSink))
        {
            foreach (var place in table.Places) data.Add(table.Method, place);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(SinksAndPlaces))]
    public void ANameAtAWrongPlaceThrows(string sink, string place)
    {
        var table = Tables[sink];
        var names = Tables.Values.Where(t => t.IsFileSink).SelectMany(t => t.Places.SelectMany(t.In)).Select(s => s.Key);
        var wrong = names.Distinct().Where(n => table.Resolve(place, n) is null).ToList();
        Assert.True(wrong.Count >= 10, $"only {wrong.Count} names are wrong at {place} of {sink}");
        foreach (var name in wrong)
        {
            var message = MessageOf(sink, place, name, "1");
            Assert.Contains($"{PathOf(place, name)} = \"1\": ", message, StringComparison.OrdinalIgnoreCase);
            Assert.Matches("belongs in|is not a setting of .* have it|is a name of another sink; ", message);
        }
    }

    [Theory]
    [MemberData(nameof(SinksAndPlaces))]
    public void AValueOfAWrongTypeThrows(string sink, string place)
    {
        foreach (var setting in Tables[sink].In(place))
        {
            // Any text that is not empty is a text.
            foreach (var value in setting.Type == typeof(string) ? WrongValues[..3] : WrongValues)
            {
                var message = MessageOf(sink, place, setting.Key, value);
                // The settings library looks these up before it calls the sink, and throws itself.
                var isMember = place.Length == 0 && value.Contains("::", StringComparison.Ordinal);
                if (isMember || setting.Type == typeof(LoggingLevelSwitch)) continue;
                Assert.Contains(PathOf(place, setting.Key), message, StringComparison.OrdinalIgnoreCase);
                Assert.Matches("write |allowed are|is empty|is not known", message);
            }
        }
    }

    static string PathOf(string place, string name) => $"Serilog:WriteTo:0:Args:{SettingsTable.Inside(place, name)}";

    string MessageOf(string sink, string place, string name, string json)
    {
        var inner = $"\"{name}\": {json}";
        foreach (var step in place.Split(':', StringSplitOptions.RemoveEmptyEntries).Reverse()) inner = $$""" "{{step}}": { {{inner}} } """;
        var path = place.Length == 0 && name == "path" ? "" : $"\"path\": \"{LogPath}\", ";
        var thrown = Record.Exception(() => JsonSettings.Log(JsonSettings.Sink("WriteTo", sink, path + inner), _ => { }));
        Assert.True(thrown is not null, $"{sink} accepts {PathOf(place, name)} = {json}");
        Assert.Empty(Folder.Names);
        return thrown.InnerException?.Message ?? thrown.Message;
    }
}
