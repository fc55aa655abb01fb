using System.ComponentModel;
using System.Reflection;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>Every option can be set in appsettings.json; a new option that cannot fails here.</summary>
public sealed class EveryOptionBindsTests
{
    /// <summary>What cannot be written in JSON, and why; at present there is nothing, as objects can be named as static members.</summary>
    static readonly Dictionary<string, string> NotForJson = [];

    static readonly Type[] OptionTypes =
        [.. typeof(MtaioFileLoggerConfigurationExtensions).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(m => m.GetCustomAttribute<EditorBrowsableAttribute>() is null)
            .SelectMany(m => m.GetParameters()).Select(p => p.ParameterType).Where(IsOptions).Distinct()];

    public static TheoryData<string, string> Options()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in OptionTypes)
        {
            foreach (var path in PathsIn(type)) data.Add(type.Name, path);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Options))]
    public void AValueInJsonArrivesInTheOptions(string typeName, string path)
    {
        var type = OptionTypes.Single(t => t.Name == typeName);
        var steps = path.Split(':');
        var property = Follow(Activator.CreateInstance(type)!, steps, out var standard);
        Assert.True(property.SetMethod is { IsPublic: true }, $"{path} has no public setter: settings pass it over in silence");
        var value = SettingsValue.Of(property.PropertyType, property.Name, standard, folder: "/");
        Assert.False(standard is not null && value.IsIt(standard), $"{value.Json} is the default of {path}: setting it proves nothing");

        var json = steps.Reverse().Aggregate(value.Json, (inner, step) => $$"""{ "{{step}}": {{inner}} }""");
        Follow(OptionsProbe.Bind(type, json), steps, out var bound);

        Assert.True(bound is not null && value.IsIt(bound), $"{typeName}:{path} was set to {value.Json} and is {bound ?? "null"}");
    }

    [Fact]
    public void TheOptionsOfTheSinksAreFound() => Assert.Contains(typeof(MtaioFileOptions), OptionTypes);

    [Fact]
    public void AnOptionOfATypeThatJsonCannotExpressIsReported()
    {
        var thrown = Assert.Throws<NotSupportedException>(
            () => SettingsValue.Of(typeof(Action<string>), "onOpened", standard: null, folder: "/"));
        Assert.Contains("onOpened cannot be set in appsettings.json", thrown.Message, StringComparison.Ordinal);
    }

    public static bool IsOptions(Type type) =>
        type.IsClass && type.Assembly == typeof(MtaioFileOptions).Assembly && type.Name.EndsWith("Options", StringComparison.Ordinal);

    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance);

    static IEnumerable<string> PathsIn(Type type) =>
        PropertiesOf(type).Where(p => !NotForJson.ContainsKey(p.Name))
            .SelectMany(p => IsOptions(p.PropertyType) ? PathsIn(p.PropertyType).Select(inner => $"{p.Name}:{inner}") : [p.Name]);

    static PropertyInfo Follow(object owner, string[] steps, out object? value)
    {
        value = owner;
        PropertyInfo? property = null;
        foreach (var step in steps)
        {
            property = value!.GetType().GetProperty(step)!;
            value = property.GetValue(value);
        }
        return property!;
    }
}
