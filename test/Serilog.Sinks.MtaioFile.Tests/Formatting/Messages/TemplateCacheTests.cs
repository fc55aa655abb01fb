using Serilog.Events;
using Serilog.Parsing;
using Serilog.Sinks.MtaioFile.Formatting.Messages;

namespace Serilog.Sinks.MtaioFile.Tests.Formatting.Messages;

/// <summary>The cache of compiled message templates.</summary>
public sealed class TemplateCacheTests
{
    static readonly MessageTemplateParser Parser = new();

    [Fact]
    public void ATemplateThatComesOftenIsCompiledOnce()
    {
        var template = Parser.Parse("Order {Id}");
        var compiled = FindOften(template)!;
        Assert.Same(template, compiled.Template);
        Assert.Same(compiled, TemplateCache.Find(template));
    }

    [Fact]
    public void ATemplateThatComesOnceIsNotCompiled()
    {
        Assert.All(Enumerable.Range(0, 20_000), i => Assert.Null(TemplateCache.Find(Parser.Parse($"once {i}"))));
    }

    [Fact]
    public void TemplatesWithTheSameTextAreNotConfused()
    {
        var (first, second) = (new MessageTemplate("same", [new TextToken("one")]), new MessageTemplate("same", [new TextToken("two")]));
        Assert.NotSame(FindOften(first), FindOften(second));
        Assert.Same(second, FindOften(second)!.Template);
    }

    [Fact]
    public void LongTextsAreNotCached() => Assert.Null(FindOften(Parser.Parse(new string('x', 1025))));

    [Fact]
    public void TheCacheHoldsALimitedNumberOfTemplates()
    {
        var compiled = Enumerable.Range(0, 20_000).Select(i => Compiled($"template {i}")).ToArray();
        // Registers and stacks of running threads may keep a few templates alive for one collection.
        for (var attempt = 0; attempt < 10 && compiled.Count(c => c.IsAlive) > TemplateCache.Slots; attempt++) GC.Collect();
        Assert.InRange(compiled.Count(c => c.IsAlive), 0, TemplateCache.Slots);
    }

    [Fact]
    public void ATemplateThatComesOnceIsNotKept()
    {
        var once = Enumerable.Range(0, 1000).Select(i => FoundOnce($"not kept {i}")).ToArray();
        // As above.
        for (var attempt = 0; attempt < 10 && once.Count(t => t.IsAlive) > 1; attempt++) GC.Collect();
        Assert.InRange(once.Count(t => t.IsAlive), 0, 1);
    }

    [Fact]
    public void ThreadsGetTheTemplateThatTheyAskFor()
    {
        var templates = Enumerable.Range(0, 5000).Select(i => Parser.Parse($"template {i % 5}")).ToArray();
        var found = 0;
        Parallel.For(0, 40_000, i =>
        {
            var template = templates[i % templates.Length];
            // Threads that ask for two templates of one slot in turn may keep both from being compiled for a while.
            if (FindOften(template) is not { } compiled) return;
            Assert.Same(template, compiled.Template);
            Interlocked.Increment(ref found);
        });
        Assert.InRange(found, 20_000, 40_000);
    }

    [Fact]
    public void ACompiledTemplateHasTheHolesAndTheQuotedTextOfItsTemplate()
    {
        var compiled = new CompiledTemplate(Parser.Parse("{Id} {0} {Time:HH:mm} \"\n"));
        Assert.Equal(["0", "Id", "Time"], compiled.HoleNames.Order(StringComparer.Ordinal));
        Assert.Equal("Time", Assert.Single(compiled.HolesWithFormat).Hole!.PropertyName);
        Assert.Equal("\"{Id} {0} {Time:HH:mm} \\\"\\n\""u8, compiled.QuotedText);
    }

    /// <summary>Finds a template as often as it must come to be compiled. Other tests use the cache at the same time.</summary>
    static CompiledTemplate? FindOften(MessageTemplate template)
    {
        for (var i = 1; i < 1000; i++)
        {
            if (TemplateCache.Find(template) is { } compiled) return compiled;
        }
        return TemplateCache.Find(template);
    }

    static WeakReference Compiled(string text) => new(FindOften(Parser.Parse(text)));

    static WeakReference FoundOnce(string text)
    {
        var template = Parser.Parse(text);
        TemplateCache.Find(template);
        return new WeakReference(template);
    }
}
