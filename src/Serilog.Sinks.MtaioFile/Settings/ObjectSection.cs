using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Creates an object from a section with its type and the arguments of its constructor.</summary>
[RequiresUnreferencedCode("Finds types by their names.")]
static class ObjectSection
{
    public static object Create(Type wanted, string typeName, IEnumerable<IConfigurationSection> arguments)
    {
        var given = arguments.ToDictionary(a => a.Key, StringComparer.OrdinalIgnoreCase);
        var type = ObjectText.FindType(typeName);
        if (!wanted.IsAssignableFrom(type)) throw new FormatException($"is of the type {type.Name}, which is not a {wanted.Name}");
        var constructor = type.GetConstructors().OrderBy(c => c.GetParameters().Length).FirstOrDefault(c => Fits(c, given.Keys))
            ?? throw new FormatException(
                $"has arguments that no constructor of {type.Name} takes: {string.Join(", ", given.Keys.DefaultIfEmpty("none"))}");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Argument(p, given.GetValueOrDefault(p.Name!)))]);
    }

    static bool Fits(ConstructorInfo constructor, ICollection<string> names)
    {
        var parameters = constructor.GetParameters();
        return parameters.All(p => p.HasDefaultValue || names.Contains(p.Name!, StringComparer.OrdinalIgnoreCase))
            && names.All(n => parameters.Any(p => string.Equals(p.Name, n, StringComparison.OrdinalIgnoreCase)));
    }

    static object? Argument(ParameterInfo parameter, IConfigurationSection? section)
    {
        if (section is null) return parameter.DefaultValue;
        var setting = new Setting(
            parameter.Name!, parameter.ParameterType, parameter.DefaultValue, !parameter.HasDefaultValue, Property: null);
        // An empty text can be meant: the line end of a formatter.
        if (setting.Type == typeof(string)) return SinkSection.Text(section);
        if (SinkSection.Text(section) is { } text) return ValueText.Parse(setting, text);
        var children = section.GetChildren().ToList();
        var type = children.Find(c => c.Key is "type" or "$type")?.Value
            ?? throw new FormatException($"has an argument {parameter.Name} that is an object without a type");
        return Create(setting.ValueType, type, children.Where(c => c.Key is not ("type" or "$type")));
    }
}
