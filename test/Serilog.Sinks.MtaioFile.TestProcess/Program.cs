using System.Diagnostics;
using System.Runtime.InteropServices;
using Serilog.Sinks.MtaioFile.TestProcess;

// A writer that tests drive step by step and kill. Each argument is a command, then each line of the standard input; every command is
// answered by one line. The end of the input ends the process, without disposing of the logger.
LineLog? log = null;
ManyLogs? many = null;
var pumping = false;
Thread? pump = null;
HeardInstruments? heard = null;
PosixSignalRegistration? hangup = null, ignored = null, termination = null;

foreach (var command in args.Concat(StandardInput()))
{
    var arguments = new Arguments(command);
    if (arguments.Name == "exit") break;
    try
    {
        Console.WriteLine(Run(arguments));
    }
    catch (Exception ex) when (arguments.Text("end") != "throw")
    {
        Console.WriteLine($"{arguments.Name}-failed {ex.Message}");
    }
}
heard?.Dispose();
hangup?.Dispose();
ignored?.Dispose();
termination?.Dispose();
return 0;

string Run(Arguments arguments)
{
    switch (arguments.Name)
    {
        case "open":
            log = new LineLog(arguments);
            return "opened";
        case "write":
            return $"wrote {Write(arguments)}";
        case "open-many":
            many = new ManyLogs(arguments.Text("folder") ?? throw new ArgumentException("open-many needs a folder"), (int)arguments.Count);
            return "opened";
        case "write-to-many":
            many!.Write((int)arguments.Count);
            return "wrote";
        case "dispose-many":
            many!.Dispose();
            return "disposed";
        case "threads":
            return $"threads {ManyLogs.Threads}";
        case "flush":
            return $"acked {Log().Flush(toDisk: false)}";
        case "flush-to-disk":
            return $"on-disk {Log().Flush(toDisk: true)}";
        case "rotate":
            Log().Handle.RotateAsync().GetAwaiter().GetResult();
            return "rotated";
        case "reopen":
            Log().Handle.ReopenAsync().GetAwaiter().GetResult();
            return "reopened";
        case "reopen-on-hangup":
            var handle = Log().Handle;
            hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
            {
                signal.Cancel = true;
                handle.ReopenAsync();
            });
            return "listening";
        case "dispose":
            var start = Stopwatch.GetTimestamp();
            Log().Dispose();
            return $"disposed {(long)Stopwatch.GetElapsedTime(start).TotalMilliseconds}";
        case "stats":
            return $"stats {Log().Handle.Statistics}";
        case "cpu":
            using (var process = Process.GetCurrentProcess()) return $"cpu {(long)process.TotalProcessorTime.TotalMilliseconds}";
        case "listen":
            heard = new HeardInstruments();
            return "listening";
        case "instruments":
            return $"instruments {heard?.Count}";
        case "runtime":
            return $"runtime {Environment.Version.Major}";
        case "memory":
            return $"memory {GC.GetTotalMemory(forceFullCollection: true)}";
        case "child":
            return $"child {Process.Start("sleep", "60").Id}";
        case "pump":
            pumping = true;
            pump = new Thread(() => Pump(arguments)) { IsBackground = true };
            pump.Start();
            return "pumping";
        case "stop":
            pumping = false;
            pump?.Join();
            return "stopped";
        case "write-when-ending":
            AppDomain.CurrentDomain.UnhandledException += (_, _) => Write(arguments);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Write(arguments);
            return "will-write";
        case "in-transaction":
            Log().InTransaction(arguments, () => End(arguments.Text("end")));
            return "ended";
        case "forget-transaction":
            Log().ForgetTransaction(arguments);
            return "forgotten";
        case "in-batch-in-transaction":
            Log().InTransaction(arguments, () => Log().InBatch(arguments, () => End(arguments.Text("end"))));
            return "ended";
        case "open-transactions":
            Log().OpenTransactions(arguments);
            return "open";
        case "fail-transactions":
            Log().FailTransactions();
            return "failed";
        case "in-batch":
            Log().InBatch(arguments, () => End(arguments.Text("end")));
            return "ended";
        case "ignore-term":
            ignored = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                Console.WriteLine("ignored");
            });
            return "ignoring";
        case "write-on-term":
            termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = arguments.Flag("cancel") == true;
                Write(arguments);
            });
            return "will-write";
        case "environment-exit":
            Environment.Exit(0);
            return "";
        case "press":
            ConsoleKeys.Press(arguments.Text("key") ?? "c");
            return "pressed";
        case "exit-inside":
            Log().ExitInside();
            return "exiting";
        case "dispose-when-ending":
            AppDomain.CurrentDomain.ProcessExit += (_, _) => log?.Dispose();
            return "will-dispose";
        case "failfast":
            Log().FailFast();
            return "failing";
        case "throw":
            var thread = new Thread(() => throw new InvalidOperationException("as asked for"));
            thread.Start();
            thread.Join();
            return "";
        default:
            return $"unknown {arguments.Name}";
    }
}

// Ends the process, or waits for the test to end it.
static void End(string? how)
{
    switch (how)
    {
        case "environment-exit":
            Environment.Exit(0);
            return;
        case "throw":
            throw new InvalidOperationException("as asked for");
        default:
            Console.WriteLine("inside");
            Console.ReadLine();
            return;
    }
}

LineLog Log() => log ?? throw new InvalidOperationException("nothing is open");

long Write(Arguments arguments) => Log().Write(arguments.Count, arguments.Text("prefix") ?? "line", (int)(arguments.Number("size") ?? 0));

// Writes and flushes until it is stopped, and says what is acknowledged; without a flush, what was called.
void Pump(Arguments arguments)
{
    while (Volatile.Read(ref pumping))
    {
        var called = Write(arguments);
        try
        {
            if (arguments.Flag("flush") == false) Console.WriteLine($"called {called}");
            else Console.WriteLine($"pumped {Log().Flush(toDisk: false)}");
        }
        catch (IOException ex)
        {
            Console.WriteLine($"pump-failed {ex.Message}");
        }
        if (arguments.Milliseconds("pause") is { } pause) Thread.Sleep(pause);
    }
}

static IEnumerable<string> StandardInput()
{
    while (Console.ReadLine() is { } line) yield return line;
}
