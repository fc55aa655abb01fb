using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Messages;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Messages;

/// <summary>Finds the properties of an event by name.</summary>
public sealed class PropertyCursorTests
{
    [Theory]
    [InlineData("A B C", "A B C")]
    [InlineData("B A C", "B A C")]
    [InlineData("A A B", "A A B")]
    [InlineData("A X B C", "A - B C")]
    [InlineData("C X A", "C - A")]
    [InlineData("A B C D A", "A B C - A")]
    public void PropertiesAreFoundInAnyOrder(string asked, string found)
    {
        var cursor = new PropertyCursor(Event("A", "B", "C"));
        var values = new List<object?>();
        foreach (var name in asked.Split(' '))
        {
            values.Add(cursor.TryGet(string.Intern(name), out var value) ? ((ScalarValue)value).Value : "-");
        }
        Assert.Equal(found.Split(' '), values);
    }

    [Fact]
    public void APropertyIsFoundByAnEqualNameThatIsAnotherObject()
    {
        var cursor = new PropertyCursor(Event("Name"));
        Assert.True(cursor.TryGet(new string("Name".AsSpan()), out _));
        Assert.False(cursor.TryGet("name", out _));
    }

    static LogEvent Event(params string[] names)
    {
        var properties = names.Select(n => (string.Intern(n), (LogEventPropertyValue)new ScalarValue(n)));
        return RichEvents.Event(LogEventLevel.Information, "", [.. properties]);
    }
}
