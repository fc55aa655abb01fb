using System.Collections.Concurrent;
using System.Diagnostics;
using Xunit.Abstractions;

namespace Serilog.Sinks.MtaioFile.TestRunner;

/// <summary>Prints the tests that fail, are skipped or are slow, as they end, and a summary in the form of <c>dotnet test</c>.</summary>
sealed class RunReport(string title) : Xunit.LongLivedMarshalByRefObject, IMessageSink
{
    const int SlowSeconds = 10;

    readonly ConcurrentDictionary<ITest, long> _running = new();
    readonly TaskCompletionSource _end = new();
    readonly long _start = Stopwatch.GetTimestamp();
    readonly Lock _gate = new();
    int _passed, _failed, _skipped;

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestStarting starting: _running[starting.Test] = Stopwatch.GetTimestamp(); break;
            case ITestFinished finished: Finish(finished); break;
            case ITestPassed: Interlocked.Increment(ref _passed); break;
            case ITestSkipped skipped: Skip(skipped.Test.DisplayName, skipped.Reason); break;
            case ITestFailed failed: Fail(failed.Test.DisplayName, failed, failed.Output); break;
            case ITestCleanupFailure cleanup: Fail($"{cleanup.Test.DisplayName} (cleaning up)", cleanup); break;
            case ITestClassCleanupFailure cleanup: Fail($"{cleanup.TestClass.Class.Name} (cleaning up)", cleanup); break;
            case ITestCollectionCleanupFailure cleanup: Fail($"{cleanup.TestCollection.DisplayName} (cleaning up)", cleanup); break;
            case IErrorMessage error: Fail("(outside of a test)", error); break;
            case ITestAssemblyFinished: _end.TrySetResult(); break;
        }
        return true;
    }

    public void AwaitEnd() => _end.Task.Wait();

    /// <summary>The names of the tests that have been running for so long.</summary>
    public IReadOnlyList<string> RunningFor(TimeSpan limit) =>
        [.. _running.Where(t => Stopwatch.GetElapsedTime(t.Value) > limit).Select(t => t.Key.DisplayName)];

    public void Fail(string name, string text)
    {
        lock (_gate)
        {
            _failed++;
            Console.WriteLine($"  Failed {name}\n{text}");
        }
    }

    /// <summary>Prints the last line, and returns whether all is well.</summary>
    public bool Summarize()
    {
        lock (_gate)
        {
            var isGood = _failed == 0 && _passed + _skipped > 0;
            var seconds = (int)Stopwatch.GetElapsedTime(_start).TotalSeconds;
            var result = isGood ? "Passed" : "Failed";
            Console.WriteLine($"{result}!  - Failed: {_failed,5}, Passed: {_passed,5}, Skipped: {_skipped,5}, {seconds} s - {title}");
            Console.Out.Flush();
            return isGood;
        }
    }

    void Finish(ITestFinished finished)
    {
        _running.TryRemove(finished.Test, out _);
        if (finished.ExecutionTime < SlowSeconds) return;
        lock (_gate) Console.WriteLine($"  Slow {finished.Test.DisplayName}: {finished.ExecutionTime:0} s");
    }

    void Skip(string name, string reason)
    {
        lock (_gate)
        {
            _skipped++;
            Console.WriteLine($"  Skipped {name}: {reason}");
        }
    }

    void Fail(string name, IFailureInformation failure, string output = "")
    {
        var errors = failure.ExceptionTypes.Select((type, i) => $"{type}: {failure.Messages[i]}\n{failure.StackTraces[i]}");
        Fail(name, $"{string.Join('\n', errors)}\n{output}".TrimEnd());
    }
}
