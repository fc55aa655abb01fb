using System.Reflection;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Looks into what a logger is made of, to see whether a configured value has arrived.</summary>
static class ObjectGraph
{
    const BindingFlags OwnFields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every value held by the objects of Serilog and of this library that can be reached from the given one.</summary>
    public static IEnumerable<object> ReachableFrom(object root)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance) { root };
        var pending = new Stack<object>([root]);
        while (pending.TryPop(out var owner))
        {
            foreach (var value in ValuesIn(owner))
            {
                yield return value;
                if (IsLookedInto(value) && seen.Add(value)) pending.Push(value);
            }
        }
    }

    static IEnumerable<object> ValuesIn(object owner) =>
        owner is Array array
            ? array.Cast<object?>().OfType<object>()
            : Fields(owner.GetType()).Select(f => f.GetValue(owner)).OfType<object>();

    static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(OwnFields).Where(f => !f.FieldType.IsPointer)) yield return field;
        }
    }

    static bool IsLookedInto(object value) =>
        value is object[] || value.GetType() is { IsEnum: false, Namespace: { } name } && name
            .StartsWith("Serilog", StringComparison.Ordinal);
}
