using System.Runtime.Versioning;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Guards;

/// <summary>Tests for .NET 8 must not pass on a newer runtime by mistake.</summary>
public sealed class RuntimeTests
{
    [Fact]
    public void TestsAndTheirProcessesRunOnTheRuntimeForWhichTheyAreBuilt()
    {
        var builtFor = new FrameworkName(FrameworkOf(typeof(RuntimeTests))).Version.Major;
        Assert.Equal(builtFor, Environment.Version.Major);
        using var process = WriterProcess.Start();
        Assert.Equal(builtFor, process.AskNumber("runtime", "runtime "));
    }

    [Fact]
    public void TheTestsUseTheLibraryForTheirRuntime() =>
        Assert.Equal(FrameworkOf(typeof(RuntimeTests)), FrameworkOf(typeof(MtaioFileOptions)));

    static string FrameworkOf(Type type) =>
        type.Assembly.GetCustomAttributes(typeof(TargetFrameworkAttribute), inherit: false)
            .Cast<TargetFrameworkAttribute>()
            .Single().FrameworkName;
}
