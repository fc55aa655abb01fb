using Xunit.Abstractions;

namespace Serilog.Sinks.MtaioFile.TestRunner;

/// <summary>Collects the tests that xunit finds in an assembly.</summary>
sealed class FoundTests(TestFilter filter) : Xunit.LongLivedMarshalByRefObject, IMessageSink
{
    readonly List<ITestCase> _cases = [];
    readonly TaskCompletionSource _complete = new();

    public bool OnMessage(IMessageSinkMessage message)
    {
        if (message is ITestCaseDiscoveryMessage found && filter.Takes(FullName(found.TestCase))) _cases.Add(found.TestCase);
        if (message is IDiscoveryCompleteMessage) _complete.TrySetResult();
        return true;
    }

    public IReadOnlyList<ITestCase> AwaitAll()
    {
        _complete.Task.Wait();
        return _cases;
    }

    public static string FullName(ITestCase test) => $"{test.TestMethod.TestClass.Class.Name}.{test.TestMethod.Method.Name}";
}
