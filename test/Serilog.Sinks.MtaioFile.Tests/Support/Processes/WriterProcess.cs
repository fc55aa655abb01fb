using System.Diagnostics;
using System.Globalization;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A process of the test program, told what to do line by line, gone when the test is over.</summary>
sealed class WriterProcess : IDisposable
{
    static readonly TimeSpan LongEnough = TimeSpan.FromSeconds(60);

    readonly Process _process;
    readonly List<string> _unread = [];
    readonly List<string> _failures = [];
    bool _disposed;

    WriterProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Receive(e.Data);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>The process itself, or the program that runs it.</summary>
    public int Pid => _process.Id;

    /// <summary>What its failure listener was told, as printed: kind, event numbers, message.</summary>
    public IReadOnlyList<string> Failures
    {
        get
        {
            lock (_unread) return [.. _failures];
        }
    }

    /// <summary>
    /// Runs the commands in a process, which then takes more from <see cref="Ask"/>; the words of <paramref name="under"/>, if any,
    /// start it.
    /// </summary>
    public static WriterProcess Start(string[] under, params string[] commands)
    {
        string[] words = [.. under, .. Program, .. commands];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // On Windows, the process has a console of its own, and its keys concern no other process.
            CreateNoWindow = true,
        };
        // A limit on file sizes would otherwise keep the runtime from starting.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new WriterProcess(Process.Start(start)!);
    }

    public static WriterProcess Start(params string[] commands) => Start(under: [], commands);

    /// <summary>Gives a command and returns what follows <paramref name="answer"/> on the line that begins with it.</summary>
    public string Ask(string command, string answer)
    {
        Tell(command);
        return Await(answer);
    }

    public long AskNumber(string command, string answer) => long.Parse(Ask(command, answer), CultureInfo.InvariantCulture);

    public long AwaitNumber(string beginning) => long.Parse(Await(beginning), CultureInfo.InvariantCulture);

    public void Tell(string command)
    {
        _process.StandardInput.WriteLine(command);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits for a line that begins so, and returns its rest; what came before it is skipped.</summary>
    public string Await(string beginning)
    {
        var start = Stopwatch.GetTimestamp();
        lock (_unread)
        {
            while (true)
            {
                var found = _unread.FindIndex(l => l.StartsWith(beginning, StringComparison.Ordinal));
                if (found >= 0)
                {
                    var rest = _unread[found][beginning.Length..].Trim();
                    _unread.RemoveRange(0, found + 1);
                    return rest;
                }
                var remaining = LongEnough - Stopwatch.GetElapsedTime(start);
                Assert.True(remaining > TimeSpan.Zero, $"no answer '{beginning}', but: {string.Join('\n', _unread.TakeLast(20))}");
                Monitor.Wait(_unread, remaining);
            }
        }
    }

    /// <summary>Waits for that many lines that begin so.</summary>
    public void AwaitTimes(string beginning, int times)
    {
        for (var i = 0; i < times; i++) Await(beginning);
    }

    /// <summary>All numbers that lines beginning so carry and that were not read yet; the last is what counts.</summary>
    public long LastNumber(string beginning)
    {
        lock (_unread)
        {
            var last = _unread.LastOrDefault(l => l.StartsWith(beginning, StringComparison.Ordinal));
            return last is null ? 0 : long.Parse(last.AsSpan(beginning.Length), CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The numbers of all events that were reported in this way.</summary>
    public IReadOnlyList<long> Reported(string kind) =>
    [
        .. from failure in Failures
           let words = failure.Split(' ')
           where words[1] == kind && words[2] != "-"
           from range in words[2].Split(',')
           let ends = Array.ConvertAll(range.Split('-'), e => long.Parse(e, CultureInfo.InvariantCulture))
           from number in Numbers.From(ends[0], ends[1])
           select number,
    ];

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (ArgumentOutOfRangeException)
        {
            // Under Wine, a process that is just ending has no time of start, by which .NET finds the children.
            _process.Kill();
        }
        Assert.True(_process.WaitForExit(LongEnough));
    }

    /// <summary>Lets the input end, and with it the process; returns its exit code.</summary>
    public int Finish()
    {
        _process.StandardInput.Close();
        return AwaitExit();
    }

    public int AwaitExit()
    {
        Assert.True(_process.WaitForExit(LongEnough), "the process does not end");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit(LongEnough);
        _process.Dispose();
    }

    /// <summary>
    /// The test program is beside the tests (where the test runner has been built), or beside their project. It is built alike: with its
    /// own runtime if this process has one.
    /// </summary>
    static string[] Program { get; } = Words(
        new[] { AppContext.BaseDirectory, BesideTheProject }
            .Select(folder => Path.Combine(folder, "Serilog.Sinks.MtaioFile.TestProcess"))
            .First(program => System.IO.File.Exists($"{program}.dll")));

    static string BesideTheProject =>
        AppContext.BaseDirectory
            .Replace("MtaioFile.Operations.Tests", "MtaioFile.TestProcess", StringComparison.Ordinal)
            .Replace("MtaioFile.Tests", "MtaioFile.TestProcess", StringComparison.Ordinal);

    static string[] Words(string program)
    {
        var hasRuntime = new[] { "libcoreclr.so", "libcoreclr.dylib", "coreclr.dll" }
            .Any(f => System.IO.File.Exists(Path.Combine(AppContext.BaseDirectory, f)));
        return hasRuntime ? [OperatingSystem.IsWindows() ? $"{program}.exe" : program] : ["dotnet", $"{program}.dll"];
    }

    void Receive(string? line)
    {
        if (line is null) return;
        lock (_unread)
        {
            (line.StartsWith("failure ", StringComparison.Ordinal) ? _failures : _unread).Add(line);
            Monitor.PulseAll(_unread);
        }
    }
}
