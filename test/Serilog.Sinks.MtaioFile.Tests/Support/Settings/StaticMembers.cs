using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>What settings can only name as a static member: "Type::Member, Assembly".</summary>
public static class StaticMembers
{
    public static CultureInfo French { get; } = CultureInfo.GetCultureInfo("fr-FR");

    public static MtaioFileHandle Handle { get; } = new();

    public static TimeProvider Clock { get; } = new SlowClock();

    public static MtaioFileOptions Options { get; } = new();

    public static MtaioBatchingOptions Batching { get; } = new();

    public static MtaioFileHooks Hooks { get; } = new NoHooks();

    public static MtaioHandlerSet Handlers { get; } = new();

    public static MtaioHandlerSet OtherHandlers { get; } = new();

    public static string NameOf(string member) =>
        $"{typeof(StaticMembers).FullName}::{member}, {typeof(StaticMembers).Assembly.GetName().Name}";

    sealed class NoHooks : MtaioFileHooks;

    sealed class SlowClock : TimeProvider;
}
