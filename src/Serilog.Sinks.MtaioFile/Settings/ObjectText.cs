using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Says that a type was not found.</summary>
sealed class UnknownTypeException(string message, Exception? innerException = null) : FormatException(message, innerException);

/// <summary>Finds an object by a static member (<c>Type::Member, Assembly</c>) or creates one of a named type.</summary>
[RequiresUnreferencedCode("Finds types by their names.")]
static class ObjectText
{
    const string Help = "write a static member, \"Namespace.Type::Member, Assembly\", or a type, \"Namespace.Type, Assembly\"";

    public static bool IsMember(string text) => text.Contains("::", StringComparison.Ordinal);

    public static object Parse(Type wanted, string text)
    {
        var value = IsMember(text) ? Member(text) : Create(FindType(text));
        if (wanted.IsInstanceOfType(value)) return value;
        throw new FormatException($"is of type {value?.GetType().Name ?? "null"}, which is no {wanted.Name}; {Help}");
    }

    public static Type FindType(string name)
    {
        try
        {
            var type = Type.GetType(name.Trim(), throwOnError: false)
                ?? (name.Contains(',', StringComparison.Ordinal) ? null : Type.GetType($"{name.Trim()}, Serilog", throwOnError: false));
            return type ?? throw new UnknownTypeException($"is not a type that was found; {Help}");
        }
        catch (Exception ex) when (ex is IOException or BadImageFormatException or ArgumentException or TypeLoadException)
        {
            throw new UnknownTypeException($"is not a type that was found; {Help}", ex);
        }
    }

    static object? Member(string text)
    {
        var split = text.IndexOf("::", StringComparison.Ordinal);
        var comma = text.IndexOf(',', split);
        var name = (comma < 0 ? text[(split + 2)..] : text[(split + 2)..comma]).Trim();
        var type = FindType(comma < 0 ? text[..split] : text[..split] + text[comma..]);
        if (type.GetProperty(name, BindingFlags.Public | BindingFlags.Static) is { } property) return property.GetValue(null);
        if (type.GetField(name, BindingFlags.Public | BindingFlags.Static) is { } field) return field.GetValue(null);
        var members = type.GetMembers(BindingFlags.Public | BindingFlags.Static).Select(m => m.Name);
        throw new FormatException(
            $"names no public static property or field of {type.FullName}; {NearMiss.Hint(name, members)}{Help}");
    }

    static object Create(Type type)
    {
        var constructor = type.IsAbstract
            ? null
            : type.GetConstructors().FirstOrDefault(c => c.GetParameters().All(p => p.HasDefaultValue));
        if (constructor is null) throw new FormatException($"is a type without a constructor that needs no arguments; {Help}");
        return constructor.Invoke([.. constructor.GetParameters().Select(p => p.DefaultValue)]);
    }
}
