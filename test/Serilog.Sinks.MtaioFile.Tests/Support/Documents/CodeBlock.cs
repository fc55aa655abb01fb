using Markdig;
using Markdig.Syntax;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A fenced block of code of a Markdown page.</summary>
/// <param name="Language">The language that the fence names, or nothing.</param>
/// <param name="Code">The lines between the fences, each with its line feed.</param>
/// <param name="Output">The code of the block in the language <c>text</c> that follows at once, or none.</param>
sealed record CodeBlock(string Language, string Code, string? Output)
{
    /// <summary>All blocks of a page, also those inside lists, in their order.</summary>
    public static IReadOnlyList<CodeBlock> In(string markdown) =>
        [.. Markdown.Parse(markdown).Descendants<FencedCodeBlock>().Select(b => new CodeBlock(LanguageOf(b), CodeOf(b), OutputOf(b)))];

    /// <summary>The code of all blocks of a page in one language.</summary>
    public static string[] In(string markdown, string language) =>
        [.. In(markdown).Where(b => b.Language == language).Select(b => b.Code)];

    static string LanguageOf(FencedCodeBlock block) => block.Info ?? "";

    static string CodeOf(FencedCodeBlock block) => string.Concat(block.Lines.Lines.Take(block.Lines.Count).Select(l => $"{l}\n"));

    static string? OutputOf(FencedCodeBlock block) =>
        block.Parent is { } parent
        && parent.IndexOf(block) + 1 is var next && next < parent.Count
        && parent[next] is FencedCodeBlock { Info: "text" } output
            ? CodeOf(output)
            : null;
}
