using System.Runtime.Loader;

namespace Serilog.Sinks.MtaioFile.Diagnostics;

/// <summary>
/// Runs actions when the library is unloaded, which can happen in a collectible load context alone. What the runtime holds for the process,
/// such as a meter or the handler of an event, must be given back then, or it keeps the library in memory.
/// </summary>
static class Unloading
{
    public static void Run(Action action)
    {
        if (AssemblyLoadContext.GetLoadContext(typeof(Unloading).Assembly) is { IsCollectible: true } context)
        {
            context.Unloading += _ => action();
        }
    }
}
