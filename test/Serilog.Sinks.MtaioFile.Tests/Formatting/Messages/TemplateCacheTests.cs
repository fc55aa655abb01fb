using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Messages;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Messages;

/// <summary>The cache of compiled message templates.</summary>
public sealed class TemplateCacheTests
{
    static readonly MessageTemplateParser Parser = new();

    [Fact]
    public void ATemplateIsCompiledOnce()
    {
        var template = Parser.Parse("Order {Id}");
        var compiled = TemplateCache.Get(template);
        Assert.Same(template, compiled.Template);
        Assert.Same(compiled, TemplateCache.Get(template));
    }

    [Fact]
    public void TemplatesWithTheSameTextAreNotConfused()
    {
        var (first, second) = (new MessageTemplate("same", [new TextToken("one")]), new MessageTemplate("same", [new TextToken("two")]));
        Assert.NotSame(TemplateCache.Get(first), TemplateCache.Get(second));
        Assert.Same(second, TemplateCache.Get(second).Template);
    }

    [Fact]
    public void LongTextsAreNotCached()
    {
        var template = Parser.Parse(new string('x', 1025));
        Assert.NotSame(TemplateCache.Get(template), TemplateCache.Get(template));
    }

    [Fact]
    public void TheCacheHoldsALimitedNumberOfTemplates()
    {
        var compiled = Enumerable.Range(0, 20_000).Select(i => Compiled($"template {i}")).ToArray();
        // Registers and stacks of running threads may keep a few templates alive for one collection.
        for (var attempt = 0; attempt < 10 && compiled.Count(c => c.IsAlive) > TemplateCache.Slots; attempt++) GC.Collect();
        Assert.InRange(compiled.Count(c => c.IsAlive), 0, TemplateCache.Slots);
    }

    [Fact]
    public void ThreadsGetTheTemplateThatTheyAskFor()
    {
        var templates = Enumerable.Range(0, 5000).Select(i => Parser.Parse($"template {i % 5}")).ToArray();
        Parallel.For(0, 40_000, i =>
        {
            var template = templates[i % templates.Length];
            Assert.Same(template, TemplateCache.Get(template).Template);
        });
    }

    [Fact]
    public void ACompiledTemplateHasTheHolesAndTheQuotedTextOfItsTemplate()
    {
        var compiled = new CompiledTemplate(Parser.Parse("{Id} {0} {Time:HH:mm} \"\n"));
        Assert.True(compiled.HasHole("Id") && compiled.HasHole("0") && compiled.HasHole("Time"));
        Assert.False(compiled.HasHole("id") || compiled.HasHole("1"));
        Assert.Equal("Time", Assert.Single(compiled.HolesWithFormat).Property!.PropertyName);
        Assert.Equal("\"{Id} {0} {Time:HH:mm} \\\"\\n\""u8, compiled.QuotedText);
    }

    static WeakReference Compiled(string text) => new(TemplateCache.Get(Parser.Parse(text)));
}
