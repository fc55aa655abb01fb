using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Composition;

/// <summary>A collectible load context with the library in it can be unloaded, whatever its sinks were.</summary>
public sealed class UnloadingTests : LogUnderTest
{
    [Theory]
    [InlineData("queued", true)]
    [InlineData("queued", false)]
    [InlineData("queued, no flush at exit", true)]
    [InlineData("queued, no flush at exit", false)]
    [InlineData("audit", true)]
    [InlineData("audit", false)]
    public void ACollectibleLoadContextIsUnloaded(string kind, bool disposes)
    {
        var context = Unloaded(kind, disposes);
        Eventually.True(
            () =>
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                return !context.IsAlive;
            },
            "the load context to go");
        Assert.Equal("before unloading\n", Folder.Text("app.log"));
    }

    /// <summary>Runs in the copy of this assembly that the collectible context has.</summary>
    internal static void Log(string kind, bool disposes, string path)
    {
        var options = new MtaioFileOptions { FlushOnProcessExit = kind == "queued" };
        var log = kind == "audit"
            ? new LoggerConfiguration().AuditTo.MtaioRotatingFile(new LineFormatter(), path, options: options).CreateLogger()
            : new LoggerConfiguration().WriteTo.MtaioRotatingFile(new LineFormatter(), path, options: options).CreateLogger();
        log.Information("before unloading");
        if (disposes) log.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    WeakReference Unloaded(string kind, bool disposes)
    {
        var context = new PluginContext();
        var copy = context.LoadFromAssemblyPath(typeof(UnloadingTests).Assembly.Location);
        var log = copy.GetType(typeof(UnloadingTests).FullName!)!.GetMethod(nameof(Log), BindingFlags.Static | BindingFlags.NonPublic)!;
        Assert.NotEqual(typeof(UnloadingTests), log.DeclaringType);
        log.Invoke(null, [kind, disposes, LogPath]);
        context.Unload();
        return new WeakReference(context, trackResurrection: true);
    }

    /// <summary>Has a copy of the library, and everything else from the default context.</summary>
    sealed class PluginContext() : AssemblyLoadContext("plugin", isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var library = typeof(MtaioFileOptions).Assembly;
            return assemblyName.Name == library.GetName().Name ? LoadFromAssemblyPath(library.Location) : null;
        }
    }
}
