using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Messages;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Messages;

/// <summary>Says which properties of an event its message template has holes for.</summary>
public sealed class MessageHolesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void HolesAreFoundInAnyOrder(int more)
    {
        var template = new MessageTemplateParser().Parse("{A} {B:0} {A} {@C} " + Holes(more));
        foreach (var asked in (string[])["A B C X", "X A B C", "C B A A X", "X X B", "a A b B", "A X B X C"])
        {
            Assert.Equal(asked.Split(' ').Where(name => "ABC".Contains(name, StringComparison.Ordinal)), Found(asked));
        }

        IEnumerable<string> Found(string asked)
        {
            var holes = new MessageHoles(template);
            var found = asked.Split(' ').Where(name => holes.Contains(string.Intern(name))).ToArray();
            holes.Release();
            return found;
        }
    }

    [Fact]
    public void TheHolesOfAnotherEventDoNotMatter()
    {
        foreach (var name in (string[])["First", "Second"])
        {
            var holes = new MessageHoles(new MessageTemplateParser().Parse(Holes(40) + $"{{{name}}}"));
            Assert.True(holes.Contains(name));
            Assert.False(holes.Contains(name == "First" ? "Second" : "First"));
            holes.Release();
        }
    }

    [Fact]
    public void TheEventsOfOneThreadDoNotDisturbEachOther()
    {
        var outer = new MessageHoles(new MessageTemplateParser().Parse(Holes(40) + "{Outer}"));
        Assert.True(outer.Contains("Outer"));
        var inner = new MessageHoles(new MessageTemplateParser().Parse(Holes(40) + "{Inner}"));
        Assert.True(inner.Contains("Inner"));
        Assert.False(inner.Contains("Outer"));
        inner.Release();
        Assert.True(outer.Contains("Outer"));
        Assert.False(outer.Contains("Inner"));
        outer.Release();
    }

    static string Holes(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{{Hole{i}}}"));
}
