using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using Serilog.Sinks.MtaioFile.Tests.Settings;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Every parameter and option has a row in docs/configuration.md, with its real default and a JSON example that works.</summary>
[Collection(ProcessWideState.Name)]
public sealed class ConfigurationDocumentTests
{
    static readonly string Document = Snippets.Read("docs/configuration.md");

    static readonly Type[] OptionTypes = [typeof(MtaioFileOptions), typeof(MtaioBatchingOptions), typeof(RotationOptions)];

    public static TheoryData<string, string> Options()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in OptionTypes)
        {
            foreach (var property in EveryOptionBindsTests.PropertiesOf(type)) data.Add(type.Name, property.Name);
        }
        return data;
    }

    public static TheoryData<string> Parameters() =>
        [
            .. typeof(MtaioFileLoggerConfigurationExtensions).GetMethods()
                .Concat(typeof(MtaioEnrichmentLoggerConfigurationExtensions).GetMethods())
                .Where(m => m.IsStatic && !m.IsDefined(typeof(EditorBrowsableAttribute), inherit: false))
                .SelectMany(m => m.GetParameters().Skip(1))
                .Select(p => p.Name!)
                .Distinct(),
        ];

    [Theory]
    [MemberData(nameof(Options))]
    public void EveryOptionIsDocumentedWithItsDefaultAndAnExample(string typeName, string name)
    {
        var type = OptionTypes.Single(t => t.Name == typeName);
        var standard = type.GetProperty(name)!.GetValue(Activator.CreateInstance(type));
        var (shown, json) = RowOf(name, SectionOf(typeName));
        AssertDefault(standard, shown);
        // Objects that only an application has cannot be named here.
        if (json.Contains("MyApp", StringComparison.Ordinal) || name == nameof(MtaioFileOptions.Batching)) return;
        var bound = type == typeof(MtaioBatchingOptions)
            ? OptionsProbe.Bind<MtaioFileOptions>($$"""{ "batching": { {{json}} } }""").Batching
            : OptionsProbe.Bind(type, $"{{ {json} }}");
        Assert.NotEqual(standard, type.GetProperty(name)!.GetValue(bound));
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void EveryParameterIsDocumentedWithAnExample(string name)
    {
        var (_, json) = RowOf(name, Document);
        if (json.Contains("MyApp", StringComparison.Ordinal)) return;
        if (typeof(MtaioEnrichmentLoggerConfigurationExtensions).GetMethods().Any(m => m.GetParameters().Any(p => p.Name == name)))
        {
            using var enriched = JsonSettings.Logger(JsonSettings.Sink("Enrich", "WithMtaioRecord", json));
            return;
        }
        using var folder = new TempFolder();
        using var selfLog = new SelfLogOutput(folder);
        var isKept = typeof(MtaioFileLoggerConfigurationExtensions).GetMethods()
            .Where(m => m.Name == nameof(MtaioFileLoggerConfigurationExtensions.MtaioBacktrace))
            .Any(m => m.GetParameters().Any(p => p.Name == name));
        var inner = RowOf("configure", Document).Json;
        var args = name is "path" or "configure" ? json : isKept ? $"{inner}, {json}" : $""" "path": "logs/app.log", {json} """;
        var isOfSerilogFile = !typeof(MtaioFileLoggerConfigurationExtensions).GetMethods()
            .Any(m => m.Name is "MtaioRotatingFile" or "MtaioFile" && m.GetParameters().Any(p => p.Name == name));
        var sink = isKept ? "MtaioBacktrace" : isOfSerilogFile ? "MtaioRollingFile" : "MtaioRotatingFile";
        var directive = name == nameof(MtaioFileOptions.Chain) ? "AuditTo" : "WriteTo";
        var settings = JsonSettings.Sink(directive, sink, args, """ "LevelSwitches": { "$fileLevel": "Debug" } """);
        JsonSettings.Log(settings.Replace("logs/", folder.Path + "/", StringComparison.Ordinal), log => log.Fatal("a"));
        Assert.Empty(selfLog.Lines);
        Assert.NotEmpty(folder.Names);
    }

    static void AssertDefault(object? standard, string shown)
    {
        if (standard is TimeSpan time) Assert.Equal(time, TimeSpan.Parse(shown, CultureInfo.InvariantCulture));
        else if (standard is null or bool or int or Enum) Assert.Equal($"{standard ?? "null"}", shown, ignoreCase: standard is bool);
    }

    static string SectionOf(string typeName)
    {
        var section = Document[Document.IndexOf($"\n## {typeName}\n", StringComparison.Ordinal)..];
        var end = section.IndexOf("\n## ", 4, StringComparison.Ordinal);
        return end < 0 ? section : section[..end];
    }

    /// <summary>The second and third column of the row that a name begins.</summary>
    static (string Default, string Json) RowOf(string name, string text)
    {
        var row = Regex.Match(text, $@"(?m)^\| `{name}` \| ([^|]*) \| `([^|]*)` \|");
        Assert.True(row.Success, $"docs/configuration.md has no row for {name}");
        return (row.Groups[1].Value.Trim('`'), row.Groups[2].Value);
    }
}
