using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>
/// The compiled forms of the message templates seen lately, found by reference, as Serilog itself keeps one object for each text. Bounded:
/// a newer template takes the place of an older one.
/// </summary>
static class TemplateCache
{
    public const int Slots = 2048;

    /// <summary>Longer texts Serilog does not keep either, so they never come again.</summary>
    const int LongestKept = 1024;

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
        if (template.Text.Length > LongestKept) return compiled;
        Volatile.Write(ref Compiled[slot + 1], Volatile.Read(ref Compiled[slot]));
        Volatile.Write(ref Compiled[slot], compiled);
        return compiled;
    }
}
