using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Serilog.Sinks.MtaioFile.TestRunner;

/// <summary>Finds and runs the tests of an assembly as xunit does, in this process.</summary>
sealed class TestRun(Assembly tests, TestFilter filter)
{
    static readonly TimeSpan LimitOfATest = TimeSpan.FromMinutes(2);

    /// <summary>What follows the name of the assembly in the names of the tests: folders, and classes outside of folders.</summary>
    public IEnumerable<string> Parts()
    {
        var root = $"{tests.GetName().Name}.";
        return Find()
            .Select(FoundTests.FullName)
            .Select(name => name.StartsWith(root, StringComparison.Ordinal) ? name[root.Length..] : name)
            .Select(name => name.Split('.')[0])
            .Distinct()
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Returns the exit code of the process.</summary>
    public int Execute(string title)
    {
        var found = Find();
        using var framework = Framework();
        using var executor = framework.GetExecutor(tests.GetName());
        var report = new RunReport(title);
        using (new HangWatch(report, LimitOfATest))
        {
            executor.RunTests(found, report, FrameworkOptions.ForExecution);
            report.AwaitEnd();
        }
        return report.Summarize() ? 0 : 1;
    }

    IReadOnlyList<ITestCase> Find()
    {
        using var framework = Framework();
        using var discoverer = framework.GetDiscoverer(Reflector.Wrap(tests));
        var found = new FoundTests(filter);
        discoverer.Find(includeSourceInformation: false, found, FrameworkOptions.ForDiscovery);
        return found.AwaitAll();
    }

    static XunitTestFramework Framework() => new(new NullMessageSink());
}
