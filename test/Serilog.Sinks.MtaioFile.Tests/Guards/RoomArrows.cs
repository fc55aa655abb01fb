using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>One use of a room's type in a file of another room.</summary>
sealed record RoomArrow(string From, string To, string File, string Type)
{
    public override string ToString() => $"{From} → {To}: {File} uses {Type}";
}

/// <summary>
/// Finds the rooms that source files use, by the compiler's symbols: a type that is named, inferred, or only passed through counts,
/// whatever the using lines say.
/// </summary>
sealed class RoomArrows
{
    const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    static readonly string[] Dependencies = ["Serilog", "Serilog.Formatting.Compact", "Serilog.Sinks.PeriodicBatching"];

    /// <summary>A name or a type that is not found would hide an arrow.</summary>
    static readonly string[] BlindingErrors = ["CS0103", "CS0234", "CS0246", "CS1061", "CS0117", "CS0012"];

    readonly CSharpCompilation _compilation;
    readonly Func<string, string> _roomOf;

    /// <param name="sources">Paths relative to the project, and the sources.</param>
    /// <param name="roomOf">The room of a path.</param>
    public RoomArrows(IEnumerable<(string Path, string Source)> sources, Func<string, string> roomOf)
    {
        _roomOf = roomOf;
        var parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithPreprocessorSymbols("NET8_0_OR_GREATER");
        var trees = sources.Select(s => CSharpSyntaxTree.ParseText(s.Source, parsing, s.Path))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, parsing));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(a => IsNeeded(Path.GetFileNameWithoutExtension(a)))
            .Select(a => MetadataReference.CreateFromFile(a));
        var compiling = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        _compilation = CSharpCompilation.Create("Rooms", trees, references, compiling);
    }

    /// <summary>What the compiler could not find, so that arrows may be missing.</summary>
    public IEnumerable<string> Blindness() =>
        _compilation.GetDiagnostics().Where(d => BlindingErrors.Contains(d.Id)).Select(d => d.ToString());

    /// <summary>All arrows from one room to another.</summary>
    public IReadOnlyList<RoomArrow> Find() =>
        [
            .. _compilation.SyntaxTrees.Where(t => t.FilePath.Length > 0)
                .SelectMany(ArrowsFrom)
                .Distinct()
                .OrderBy(a => a.ToString(), StringComparer.Ordinal),
        ];

    IEnumerable<RoomArrow> ArrowsFrom(SyntaxTree tree)
    {
        var model = _compilation.GetSemanticModel(tree);
        var room = _roomOf(tree.FilePath);
        return
            from node in tree.GetRoot().DescendantNodes()
            where (node is ExpressionSyntax or ConstructorInitializerSyntax)
            from type in TypesAt(node, model)
            from file in type.DeclaringSyntaxReferences.Select(r => r.SyntaxTree.FilePath).Where(f => f.Length > 0)
            let to = _roomOf(file)
            where !string.Equals(to, room, StringComparison.Ordinal)
            select new RoomArrow(room, to, tree.FilePath, type.Name);
    }

    static bool IsNeeded(string assembly) =>
        !assembly.StartsWith("Serilog", StringComparison.Ordinal) || Dependencies.Contains(assembly);

    static IEnumerable<ITypeSymbol> TypesAt(SyntaxNode node, SemanticModel model)
    {
        var types = model.GetTypeInfo(node);
        var symbol = model.GetSymbolInfo(node).Symbol;
        return new[] { types.Type, types.ConvertedType, symbol as ITypeSymbol, symbol?.ContainingType }.SelectMany(Parts);
    }

    /// <summary>The type itself and the types that it is made of.</summary>
    static IEnumerable<ITypeSymbol> Parts(ITypeSymbol? type) => type switch
    {
        null => [],
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named =>
            named.TypeArguments.SelectMany(Parts).Append(named.OriginalDefinition).Concat(Parts(named.ContainingType)),
        _ => [type],
    };
}
