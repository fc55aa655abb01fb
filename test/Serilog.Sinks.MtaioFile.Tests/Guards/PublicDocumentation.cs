using System.Xml.Linq;
using System.Xml.XPath;
using Microsoft.CodeAnalysis;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Compares the public members of an assembly with its documentation file. It resolves inheritdoc as editors do.</summary>
sealed class PublicDocumentation(IAssemblySymbol assembly, XDocument file)
{
    /// <summary>A longer chain of inheritdoc is a circle.</summary>
    const int LongestChain = 10;

    readonly Dictionary<string, XElement> _members =
        file.Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);

    /// <summary>Members, parameters and results that are undocumented, documented twice, or documented but not there.</summary>
    public IEnumerable<string> Faults() =>
        from type in PublicTypesOf(assembly.GlobalNamespace)
        from symbol in type.GetMembers().Where(NeedsDocumentation).Prepend(type)
        from fault in FaultsOf(symbol)
        select $"{symbol.ToDisplayString()}: {fault}";

    /// <summary>The elements that document a member, inherited ones included.</summary>
    public IEnumerable<XElement> ElementsOf(string id) => ElementsOf(id, LongestChain);

    IEnumerable<string> FaultsOf(ISymbol symbol)
    {
        var expected = ExpectedFor(symbol).ToArray();
        var found = ElementsOf(symbol.GetDocumentationCommentId()!)
            .Where(e => IsChecked(e, symbol) && e.Value.Trim().Length > 0)
            .Select(LabelOf)
            .ToArray();
        return expected.Except(found).Select(l => $"{l} is missing")
            .Concat(found.GroupBy(l => l).Where(g => g.Count() > 1).Select(g => $"{g.Key} is there twice"))
            .Concat(found.Except(expected).Select(l => $"{l} documents nothing"));
    }

    IEnumerable<XElement> ElementsOf(string id, int longestChain)
    {
        if (longestChain == 0) throw new InvalidOperationException($"inheritdoc leads in a circle through {id}");
        if (!_members.TryGetValue(id, out var member)) return [];
        return member.Elements().SelectMany(e => e.Name == "inheritdoc" ? Inherited(e, longestChain - 1) : [e]);
    }

    IEnumerable<XElement> Inherited(XElement inheritdoc, int longestChain)
    {
        var from = inheritdoc.Attribute("cref")?.Value ?? throw new InvalidOperationException($"{inheritdoc} names no member");
        var path = inheritdoc.Attribute("path")?.Value ?? "/*";
        return new XDocument(new XElement("member", ElementsOf(from, longestChain))).XPathSelectElements("/*" + path);
    }

    static IEnumerable<string> ExpectedFor(ISymbol symbol) => symbol switch
    {
        IMethodSymbol method => method.Parameters.Select(p => $"param {p.Name}")
            .Concat(method.TypeParameters.Select(t => $"typeparam {t.Name}"))
            .Concat(method.ReturnsVoid ? [] : ["returns"])
            .Append("summary"),
        _ => ["summary"],
    };

    static string LabelOf(XElement element) => element.Attribute("name") is { } name ? $"{element.Name} {name.Value}" : $"{element.Name}";

    /// <summary>A positional record has the documentation of its constructor's parameters too.</summary>
    static bool IsChecked(XElement element, ISymbol symbol) =>
        element.Name.LocalName is "summary" or "returns" or "typeparam" || (element.Name.LocalName is "param" && symbol is not ITypeSymbol);

    static IEnumerable<INamedTypeSymbol> PublicTypesOf(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .Where(m => m is INamespaceSymbol || IsPublic(m))
            .SelectMany(m => m is INamedTypeSymbol type ? PublicTypesOf(type).Prepend(type) : PublicTypesOf(m));

    /// <summary>Members that the compiler generates, and overrides, need no documentation of their own.</summary>
    static bool NeedsDocumentation(ISymbol member) =>
        IsPublic(member) && !member.IsOverride && !member.IsImplicitlyDeclared
        && member is not ITypeSymbol
        && member is not IMethodSymbol { MethodKind: not (MethodKind.Ordinary or MethodKind.Constructor) }
        && member is not IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: 0 }
        && !member.GetAttributes().Any(a => a.AttributeClass?.Name == "CompilerGeneratedAttribute");

    static bool IsPublic(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
