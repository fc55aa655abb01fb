using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>Tells a misspelt name of one of this library's methods from the name of another method.</summary>
[RequiresUnreferencedCode("Looks for methods in all assemblies.")]
static class CallName
{
    const string Own = "Mtaio";

    /// <summary>Shorter distances than a hint allows, because a name of another library is not a mistake.</summary>
    const int Typos = 2;

    /// <summary>The method that a name means, if it is not the name of any method; null for any other name.</summary>
    public static string? Meant(string name, IReadOnlyCollection<string> methods)
    {
        if (methods.Contains(name, StringComparer.Ordinal)) return null;
        if (NearMiss.Nearest(name, methods) is not var (nearest, distance)) return null;
        if (distance > Typos && !name.Contains(Own, StringComparison.OrdinalIgnoreCase)) return null;
        return IsMethod(name) ? null : nearest;
    }

    /// <summary>Whether a loaded library has a method of this name; the settings library has loaded all that it looks into.</summary>
    static bool IsMethod(string name) =>
        AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic).SelectMany(PublicTypes)
            .Where(t => t.IsAbstract && t.IsSealed)
            .SelectMany(t => t.GetMember(name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static))
            .Any(m => ((MethodInfo)m).GetParameters() is [var receiver, ..] && Directive.Of(receiver.ParameterType) is not null);

    static Type[] PublicTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetExportedTypes();
        }
        catch (Exception ex) when (ex is IOException or TypeLoadException or ReflectionTypeLoadException or NotSupportedException)
        {
            return [];
        }
    }
}
