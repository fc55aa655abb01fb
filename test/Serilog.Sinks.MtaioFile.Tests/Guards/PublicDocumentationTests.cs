using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Users see the documentation file in their editor: every public member and each of its parameters is in it.</summary>
public sealed class PublicDocumentationTests
{
    static readonly MetadataReference[] Framework =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(a => MetadataReference.CreateFromFile(a)),
    ];

    [Fact]
    public void EveryPublicMemberIsDocumented()
    {
        var path = typeof(MtaioFileOptions).Assembly.Location;
        var library = MetadataReference.CreateFromFile(path);
        var compilation = CSharpCompilation.Create("User", references: [.. Framework.Where(f => f.Display != library.Display), library]);
        var assembly = Assert.IsAssignableFrom<IAssemblySymbol>(compilation.GetAssemblyOrModuleSymbol(library));
        var faults = new PublicDocumentation(assembly, XDocument.Load(Path.ChangeExtension(path, ".xml"))).Faults().ToArray();
        if (faults.Length > 0) Assert.Fail(string.Join('\n', faults));
    }

    [Theory]
    [InlineData("", "param i is missing", "param s is missing", "returns is missing", "summary is missing")]
    [InlineData("<summary>M.</summary>", "param i is missing", "param s is missing", "returns is missing")]
    [InlineData("<summary>M.</summary><param name=\"i\">I.</param><param name=\"s\"> </param><returns>R.</returns>", "param s is missing")]
    [InlineData("<summary>M.</summary><inheritdoc cref=\"Whole\" path=\"/param\"/><returns>R.</returns>")]
    [InlineData("<summary>M.</summary><inheritdoc cref=\"Whole\" path=\"/*[not(self::summary)]\"/>")]
    [InlineData("<inheritdoc cref=\"Whole\"/>")]
    [InlineData("<inheritdoc cref=\"Whole\"/><summary>M.</summary>", "summary is there twice")]
    [InlineData("<summary>M.</summary><inheritdoc cref=\"Whole\" path=\"/param[@name='i']\"/>", "param s is missing", "returns is missing")]
    [InlineData("<summary>M.</summary><inheritdoc cref=\"Chained\" path=\"/*[not(self::summary)]\"/>")]
    [InlineData("<inheritdoc cref=\"Whole\"/><inheritdoc cref=\"Other\" path=\"/param\"/>", "param other documents nothing")]
    public void AMemberWithoutDocumentationIsFound(string documentation, params string[] faults)
    {
        var found = In($$"""
            /// <summary>C.</summary>
            public static class C
            {
                /// {{documentation}}
                public static int M(int i, string s) => i;

                /// <summary>Whole.</summary><param name="i">I.</param><param name="s">S.</param><returns>R.</returns>
                public static int Whole(int i, string s) => i;

                /// <summary>Chained.</summary><inheritdoc cref="Whole" path="/*[not(self::summary)]"/>
                public static int Chained(int i, string s) => i;

                /// <summary>Other.</summary><param name="other">O.</param>
                public static void Other(int other) { }

                static void Hidden(int i) { }
            }
            """).Faults();
        Assert.Equal(faults.Select(f => $"C.M(int, string): {f}"), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void TypesPropertiesAndEnumValuesMustBeDocumented()
    {
        var found = In("""
            public enum E { /// <summary>A.</summary>
                A, B }
            public class C { public int P { get; set; } protected int F; internal int Hidden; /// <summary>N.</summary>
                public class N { public virtual void M<T>() { } } }
            """).Faults();
        string[] undocumented =
            ["C.F: summary", "C.N.M<T>(): summary", "C.N.M<T>(): typeparam T", "C.P: summary", "C: summary", "E.B: summary", "E: summary"];
        Assert.Equal(undocumented.Select(u => $"{u} is missing"), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("cref=\"C.B\"", "cref=\"C.A\"")]
    [InlineData("", "")]
    public void AnInheritdocWithoutASourceIsFound(string ofA, string ofB)
    {
        var documentation = In($$"""
            /// <summary>C.</summary>
            public static class C
            {
                /// <inheritdoc {{ofA}}/>
                public static void A() { }

                /// <inheritdoc {{ofB}}/>
                public static void B() { }
            }
            """);
        Assert.Throws<InvalidOperationException>(() => documentation.Faults().Count());
    }

    static PublicDocumentation In(string source)
    {
        var tree = CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithDocumentationMode(DocumentationMode.Diagnose));
        var library = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary);
        var compilation = CSharpCompilation.Create("Documented", [tree], Framework, library);
        using var assembly = new MemoryStream();
        using var documentation = new MemoryStream();
        Assert.True(compilation.Emit(assembly, xmlDocumentationStream: documentation).Success);
        documentation.Position = 0;
        return new PublicDocumentation(compilation.Assembly, XDocument.Load(documentation));
    }
}
