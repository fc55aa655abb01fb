using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>
/// Keeps compiled templates, found by reference: Serilog itself keeps one template object for each text. The cache is bounded: a newer
/// template replaces an older one in its slot.
/// </summary>
static class TemplateCache
{
    public const int Slots = 2048;

    /// <summary>Serilog's own cache does not keep longer texts, so their template objects never come again.</summary>
    const int MaxCachedLength = 1024;

    static readonly CompiledTemplate?[] Compiled = new CompiledTemplate?[Slots];

    public static CompiledTemplate Get(MessageTemplate template)
    {
        var slot = RuntimeHelpers.GetHashCode(template) & (Slots - 2);
        if (Volatile.Read(ref Compiled[slot]) is { } first && ReferenceEquals(first.Template, template)) return first;
        if (Volatile.Read(ref Compiled[slot + 1]) is { } second && ReferenceEquals(second.Template, template)) return second;
        return Add(template, slot);
    }

    static CompiledTemplate Add(MessageTemplate template, int slot)
    {
        var compiled = new CompiledTemplate(template);
        if (template.Text.Length > MaxCachedLength) return compiled;
        Volatile.Write(ref Compiled[slot + 1], Volatile.Read(ref Compiled[slot]));
        Volatile.Write(ref Compiled[slot], compiled);
        return compiled;
    }
}
