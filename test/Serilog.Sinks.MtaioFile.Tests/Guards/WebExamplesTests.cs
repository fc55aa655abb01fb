using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>
/// The examples for web applications compile in a web project, whose implicit usings have an ILogger of their own.
/// </summary>
public sealed class WebExamplesTests
{
    const string UsingsOfAWebProject = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Net.Http.Json;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    [Theory]
    [InlineData("docs/transactions.md", "IApplicationBuilder")]
    [InlineData("docs/from-mtaio.md", "HttpRequest")]
    public void TheExampleCompilesInAWebProject(string page, string type)
    {
        var text = Snippets.Read(page);
        var example = Assert.Single(CodeBlock.In(text, "csharp"), e => e.Contains(type, StringComparison.Ordinal));
        Assert.Empty(ErrorsOf(UsingsOf(text), $"static partial class Program {{ {example} }}"));
    }

    /// <summary>The namespaces that the page names for its examples.</summary>
    static string UsingsOf(string text)
    {
        var sentence = Regex.Match(text, @"The examples use the namespaces ([^.]|\.[^\s])*\.\s").Value;
        Assert.NotEmpty(sentence);
        return string.Concat(Regex.Matches(sentence, "`([A-Za-z.]+)`").Select(m => $"global using {m.Groups[1].Value};\n"));
    }

    static IEnumerable<string> ErrorsOf(string usings, string source)
    {
        var trees = new[] { UsingsOfAWebProject, usings, source }.Select(text => CSharpSyntaxTree.ParseText(text));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(a => MetadataReference.CreateFromFile(a));
        var compiling = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("Web", trees, references, compiling).GetDiagnostics()
            .Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString());
    }
}
