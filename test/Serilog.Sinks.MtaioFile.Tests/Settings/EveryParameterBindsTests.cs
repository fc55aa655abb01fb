using System.ComponentModel;
using System.Reflection;
using Serilog.Configuration;
using Serilog.Sinks.MtaioFile.Files;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>Every parameter of a sink method can be set in appsettings.json; a new parameter that cannot fails here.</summary>
public sealed class EveryParameterBindsTests
{
    /// <summary>What leaves no trace in the sink, and why.</summary>
    static readonly Dictionary<string, string> NotInTheSink = new(StringComparer.Ordinal)
    {
        ["buffered"] = "a parameter of Serilog.Sinks.File without effect here",
        ["rollOnFileSizeLimit"] = "a parameter of Serilog.Sinks.File without effect here",
    };

    /// <summary>What arrives in another form.</summary>
    static readonly Dictionary<string, SettingsValue> InOtherForm = new(StringComparer.Ordinal)
    {
        ["shared"] = new("true", v => v is ProcessLock),
        // The active file does not count.
        ["retainedFileCountLimit"] = new("4321", v => v is 4320),
    };

    static readonly MethodInfo[] SinkMethods =
        [.. typeof(MtaioFileLoggerConfigurationExtensions).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.GetCustomAttribute<EditorBrowsableAttribute>() is null)];

    public static TheoryData<string, string> Parameters()
    {
        var data = new TheoryData<string, string>();
        foreach (var method in SinkMethods)
        {
            foreach (var parameter in method.GetParameters().Skip(1).Where(p => !NotInTheSink.ContainsKey(p.Name!)))
            {
                data.Add(NameOf(method), parameter.Name!);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Parameters))]
    public void AValueInJsonArrivesInTheSink(string methodName, string parameterName)
    {
        using var folder = new TempFolder();
        var method = SinkMethods.Single(m => NameOf(m) == methodName);
        var parameter = method.GetParameters().Single(p => p.Name == parameterName);
        var without = Arguments(method, parameter, folder);
        Assert.True(
            Candidates(parameter, folder).Any(
                v => !Arrives(v, method, without) && Arrives(v, method, new(without) { [parameterName] = v.Json })),
            $"{parameterName} of {methodName} was set in JSON, but the sink holds nothing that shows it");
    }

    /// <summary>
    /// For an option object, each of its values that is unlike the others: one that arrives shows that the object arrived.
    /// </summary>
    static IEnumerable<SettingsValue> Candidates(ParameterInfo parameter, TempFolder folder)
    {
        var name = parameter.Name!;
        if (InOtherForm.TryGetValue(name, out var form)) return [form];
        if (!EveryOptionBindsTests.IsOptions(parameter.ParameterType))
        {
            return [SettingsValue.Of(parameter.ParameterType, name, parameter.DefaultValue, folder.Path)];
        }
        return EveryOptionBindsTests.PropertiesOf(parameter.ParameterType)
            .Where(p => HasManyValues(Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType))
            .Select(p => (p.Name, Value: SettingsValue.Of(p.PropertyType, p.Name, standard: null, folder.Path)))
            .Select(p => p.Value with { Json = $$"""{ "{{p.Name}}": {{p.Value.Json}} }""" });
    }

    static bool HasManyValues(Type type) => type == typeof(TimeSpan) || type == typeof(long);

    /// <summary>What must be there for the parameter to be allowed.</summary>
    static Dictionary<string, string> Arguments(MethodInfo method, ParameterInfo parameter, TempFolder folder)
    {
        var arguments = new Dictionary<string, string> { ["path"] = $"\"{folder["app.log"]}\"" };
        if (method.GetParameters()[1].Name == "formatter")
        {
            arguments["formatter"] = "\"Serilog.Formatting.Compact.RenderedCompactJsonFormatter, Serilog.Formatting.Compact\"";
        }
        if (method.GetParameters()[1].Name == "configure")
        {
            arguments = new() { ["configure"] = $$"""[ { "Name": "MtaioFile", "Args": { "path": "{{folder["app.log"]}}" } } ]""" };
        }
        if (method.GetParameters()[1].Name == "handlers")
        {
            arguments = new() { ["handlers"] = $"\"{StaticMembers.NameOf(nameof(StaticMembers.OtherHandlers))}\"" };
        }
        // Error is the value that is looked for, and the default of the trigger.
        if (parameter.Name is "keptBelow" or "trigger") arguments["trigger"] = "\"Fatal\"";
        if (parameter.Name is "backupCount" or "rotation") arguments["maxBytes"] = "1000";
        if (parameter.Name is "retainedFileTimeLimit") arguments["rollingInterval"] = "\"Day\"";
        return arguments;
    }

    static bool Arrives(SettingsValue value, MethodInfo method, Dictionary<string, string> arguments)
    {
        var args = string.Join(", ", arguments.Select(a => $"\"{a.Key}\": {a.Value}"));
        using var logger = JsonSettings.Logger(JsonSettings.Sink(SectionOf(method), method.Name, args, SettingsValue.Switches));
        return ObjectGraph.ReachableFrom(logger).Any(value.IsIt);
    }

    static string SectionOf(MethodInfo method) =>
        method.GetParameters()[0].ParameterType == typeof(LoggerAuditSinkConfiguration) ? "AuditTo" : "WriteTo";

    static string NameOf(MethodInfo method) => $"{SectionOf(method)}.{method.Name}({method.GetParameters()[1].Name}, …)";
}
