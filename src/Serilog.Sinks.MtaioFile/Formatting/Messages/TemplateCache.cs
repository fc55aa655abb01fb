using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>
/// Keeps compiled templates, found by reference: Serilog itself keeps one template object for each text. A template that has not come
/// often enough has none, and its tokens are rendered one by one: many programs make a template for each event. The cache is bounded: a
/// newer template replaces an older one in its slot.
/// </summary>
static class TemplateCache
{
    public const int Slots = 2048;

    /// <summary>A template is compiled when it is asked for so often. One event may ask for it several times, each sink anew.</summary>
    public const int Lookups = 8;

    /// <summary>Serilog's own cache does not keep longer texts, so their template objects never come again.</summary>
    const int MaxCachedLength = 1024;

    static readonly CompiledTemplate?[] Compiled = new CompiledTemplate?[Slots];

    /// <summary>
    /// For each slot the hash of the template that was looked up last, times <see cref="Lookups"/>, plus how often. Threads may overwrite
    /// each other's counts, and two templates may have one hash: then a template is compiled later or sooner, but never confused.
    /// </summary>
    static readonly long[] Counts = new long[Slots];

    /// <summary>The compiled template; null = its tokens are to be rendered one by one.</summary>
    public static CompiledTemplate? Find(MessageTemplate template)
    {
        if (template.Text.Length > MaxCachedLength) return null;
        var hash = RuntimeHelpers.GetHashCode(template);
        var slot = hash & (Slots - 2);
        if (Volatile.Read(ref Compiled[slot]) is { } first && ReferenceEquals(first.Template, template)) return first;
        if (Volatile.Read(ref Compiled[slot + 1]) is { } second && ReferenceEquals(second.Template, template)) return second;
        return ComesOften(hash) ? Add(template, slot) : null;
    }

    static bool ComesOften(int hash)
    {
        ref var count = ref Counts[hash & (Slots - 1)];
        var none = (long)hash * Lookups;
        var before = Volatile.Read(ref count) - none;
        var now = before is > 0 and < Lookups ? before + 1 : 1;
        Volatile.Write(ref count, none + now);
        return now == Lookups;
    }

    static CompiledTemplate Add(MessageTemplate template, int slot)
    {
        var compiled = new CompiledTemplate(template);
        Volatile.Write(ref Compiled[slot + 1], Volatile.Read(ref Compiled[slot]));
        Volatile.Write(ref Compiled[slot], compiled);
        return compiled;
    }
}
