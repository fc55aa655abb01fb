using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Serilog.Sinks.MtaioFile.Settings;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>
/// Every mistake of the matrix throws with its path, its value and a remedy: wherever the call is, and wherever the settings come from.
/// <c>Map</c> of Serilog.Sinks.Map is not here: its action has two parameters, and the settings library makes actions of one alone.
/// </summary>
public sealed class MistakeMatrixTests : LogUnderTest
{
    const string Call = "CALL";
    const string Nothing = "nothing was thrown";

    /// <summary>Where calls are: the path of the list, and the configuration around it.</summary>
    static readonly (string Name, string List, string Json)[] Containers =
    [
        ("list", "DIRECTIVE:0", """ "DIRECTIVE": [ CALL ] """),
        ("object", "DIRECTIVE:a", """ "DIRECTIVE": { "a": CALL } """),
        ("Logger", "WriteTo:0:Args:configureLogger:DIRECTIVE:0",
            Wrapped("Logger", """ "configureLogger": { "DIRECTIVE": [ CALL ] } """)),
        ("Async", "WriteTo:0:Args:configure:0", Wrapped("Async", """ "configure": [ CALL ] """)),
        ("Fallible", "WriteTo:0:Args:configureSink:0", Wrapped("Fallible", """ "configureSink": [ CALL ], "failureListener": "LISTENER" """)
            .Replace("LISTENER", typeof(CollectingFailureListener).AssemblyQualifiedName, StringComparison.Ordinal)),
        ("first of FallbackChain", "WriteTo:0:Args:configureSink:0", Chain("CALL", "GOOD")),
        ("second of FallbackChain", "WriteTo:0:Args:configureFallback:0", Chain("GOOD", "CALL")),
        ("MtaioTransactions", "WriteTo:0:Args:configure:0", Wrapped("MtaioTransactions", """ "configure": [ CALL ] """)),
    ];

    public static TheoryData<string, string> CallsAndContainers()
    {
        var data = new TheoryData<string, string>();
        foreach (var (table, directive) in MistakeMatrix.Tables.SelectMany(t => t.Directives.Select(d => (t, d))))
        {
            foreach (var (name, list, _) in Containers)
            {
                if (directive == Directive.WriteTo || list.Contains("DIRECTIVE", StringComparison.Ordinal))
                    data.Add($"{directive}:{table.Method}", name);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(CallsAndContainers))]
    public void EveryMistakeInJsonThrows(string call, string container) =>
        CheckAll(call, container, JsonSettings.Parse);

    public static TheoryData<string> Calls() =>
        [.. MistakeMatrix.Tables.SelectMany(t => t.Directives.Select(d => $"{d}:{t.Method}"))];

    [Theory]
    [MemberData(nameof(Calls))]
    public void EveryMistakeInEnvironmentVariablesThrows(string call)
    {
        var prefix = $"MTAIO_{Guid.NewGuid():N}_";
        CheckAll(call, "object", json =>
        {
            var values = JsonSettings.Parse(json).AsEnumerable().Where(p => p.Value is not null)
                .ToDictionary(p => prefix + p.Key.Replace(":", "__", StringComparison.Ordinal), p => p.Value);
            foreach (var (name, value) in values) Environment.SetEnvironmentVariable(name, value);
            try
            {
                return new ConfigurationBuilder().AddEnvironmentVariables(prefix).Build();
            }
            finally
            {
                foreach (var name in values.Keys) Environment.SetEnvironmentVariable(name, null);
            }
        }, areVariables: true);
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public void EveryMistakeThrowsAfterAReload(string call)
    {
        var source = new Reloaded();
        source.Set(JsonSettings.Parse(Around(call, "list", MistakeMatrix.GoodArgs(TableOf(call), Folder["good.log"]))));
        var settings = new ConfigurationBuilder().Add(source).Build();
        using var logger = new LoggerConfiguration().ReadFrom.Configuration(settings).CreateLogger();
        CheckAll(call, "list", json =>
        {
            source.Set(JsonSettings.Parse(json));
            settings.Reload();
            return settings;
        });
    }

    [Fact]
    public void WhatTheSettingsLibraryRefusesItselfThrowsToo()
    {
        var mistakes = MistakeMatrix.ThrownBySettingsLibrary().ToList();
        foreach (var mistake in mistakes)
        {
            var args = MistakeMatrix.Args([mistake], LogPath);
            var json = JsonSettings.Sink(mistake.Table.Directives[0], mistake.Table.Method, args);
            Assert.True(MessageOf(JsonSettings.Parse(json)) != Nothing, $"accepted: {mistake.Table.Method} {args}");
        }
        Assert.InRange(mistakes.Count, 10, 100);
        Assert.Empty(Folder.Names);
    }

    /// <summary>The matrix has what reflection finds in the public methods and options.</summary>
    [Fact]
    public void TheMatrixHasEveryParameterAndOption()
    {
        var expected = new[] { typeof(MtaioFileLoggerConfigurationExtensions), typeof(MtaioEnrichmentLoggerConfigurationExtensions) }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static))
            .Where(m => !m.IsDefined(typeof(EditorBrowsableAttribute), inherit: false))
            .SelectMany(m => m.GetParameters().Skip(1).SelectMany(p => Names(p.Name!, p.ParameterType)).Select(n => $"{m.Name}:{n}"))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase);
        var found = MistakeMatrix.All().Where(m => m.Table.Find(m.Place, m.Name) is not null)
            .Select(m => $"{m.Table.Method}:{m.Path}").Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(expected, found, StringComparer.OrdinalIgnoreCase);
        Assert.InRange(MistakeMatrix.All().Count(), 1_000, 100_000);
    }

    static IEnumerable<string> Names(string name, Type type) =>
        EveryOptionBindsTests.IsOptions(type)
            ? EveryOptionBindsTests.PropertiesOf(type).SelectMany(p => Names($"{name}:{p.Name}", p.PropertyType)).Prepend(name)
            : [name];

    void CheckAll(string call, string container, Func<string, IConfiguration> read, bool areVariables = false)
    {
        var table = TableOf(call);
        var list = Containers.Single(c => c.Name == container).List;
        var path = $"Serilog:{list.Replace("DIRECTIVE", call.Split(':')[0], StringComparison.Ordinal)}:Args";
        List<string> silent = [];
        var count = 0;
        foreach (var round in MistakeMatrix.Rounds(table))
        {
            var mistakes = areVariables ? [.. round.Where(m => m.IsVariable)] : round;
            if (mistakes.Count == 0) continue;
            var message = MessageOf(read(Around(call, container, MistakeMatrix.Args(mistakes, LogPath))));
            silent.AddRange(mistakes.Where(m => !IsNamed(m, path, message)).Select(m => $"{path}:{m.Path} = {m.Json} in: {message}"));
            count += mistakes.Count;
        }
        Assert.DoesNotContain("app.log", Folder.Names);
        Assert.True(silent.Count == 0, $"{silent.Count} of {count} mistakes are silent:\n{string.Join("\n", silent.Take(20))}");
        Assert.Equal(MistakeMatrix.All().Count(m => m.Table == table && (m.IsVariable || !areVariables)), count);
    }

    static SettingsTable TableOf(string call) => MistakeMatrix.Tables.Single(t => t.Method == call.Split(':')[1]);

    static string Around(string call, string container, string args)
    {
        var around = Containers.Single(c => c.Name == container).Json.Replace("DIRECTIVE", call.Split(':')[0], StringComparison.Ordinal);
        var inner = $$"""{ "Name": "{{TableOf(call).Method}}", "Args": { {{args}} } }""";
        return $"{{ \"Serilog\": {{ {around.Replace(Call, inner, StringComparison.Ordinal)} }} }}";
    }

    static bool IsNamed(Mistake mistake, string path, string message)
    {
        var value = mistake.Json[0] == '"' ? Regex.Escape($" = {mistake.Json}") : mistake.Json == "1" ? " = \"1\"" : ".*";
        return Regex.IsMatch(message, $"(?mi)^{Regex.Escape($"{path}:{mistake.Path}")}{value}: .*({mistake.Remedy})");
    }

    static string MessageOf(IConfiguration settings)
    {
        try
        {
            new LoggerConfiguration().ReadFrom.Configuration(settings).CreateLogger().Dispose();
            return Nothing;
        }
        catch (Exception ex)
        {
            return ex.GetBaseException().Message;
        }
    }

    static string Wrapped(string name, string args) => $$""" "WriteTo": [ { "Name": "{{name}}", "Args": { {{args}} } } ] """;

    static string Chain(string first, string second) =>
        Wrapped("FallbackChain", $$""" "configureSink": [ {{first}} ], "configureFallback": [ {{second}} ] """)
            .Replace("GOOD", """{ "Name": "Logger", "Args": { "configureLogger": { } } }""", StringComparison.Ordinal);

    /// <summary>A source whose values change.</summary>
    sealed class Reloaded : ConfigurationProvider, IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public void Set(IConfiguration values) => Data = values.AsEnumerable().ToDictionary(p => p.Key, p => p.Value);
    }
}
