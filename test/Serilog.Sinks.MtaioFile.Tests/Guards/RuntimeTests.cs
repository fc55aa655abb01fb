using System.Runtime.Versioning;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Tests for .NET 8 must not pass because a newer runtime stood in for it.</summary>
public sealed class RuntimeTests
{
    [Fact]
    public void TheTestsAndTheProcessesTheyStartRunOnTheRuntimeTheyAreBuiltFor()
    {
        var builtFor = new FrameworkName(FrameworkOf(typeof(RuntimeTests))).Version.Major;
        Assert.Equal(builtFor, Environment.Version.Major);
        using var process = WriterProcess.Start();
        Assert.Equal(builtFor, process.AskNumber("runtime", "runtime "));
    }

    [Fact]
    public void TheLibraryIsTheOneForThatRuntime() => Assert.Equal(FrameworkOf(typeof(RuntimeTests)), FrameworkOf(typeof(MtaioFileOptions)));

    static string FrameworkOf(Type type) => type.Assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), inherit: false).Cast<TargetFrameworkAttribute>().Single().FrameworkName;
}
