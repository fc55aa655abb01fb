using System.Diagnostics;
using System.Reflection;
using Serilog.Sinks.MtaioFile.TestRunner;

// Runs the tests in this process. Arguments: names of tests to run, or --list, which prints the names of the parts of the test suite.
// As under dotnet test, a failed assertion of the library fails its test, not the process.
Trace.Listeners.Clear();
Trace.Listeners.Add(new ThrowingListener());
Console.OutputEncoding = System.Text.Encoding.UTF8;
var tests = Assembly.Load("Serilog.Sinks.MtaioFile.Tests");
var names = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
var run = new TestRun(tests, new TestFilter(names));
if (args.Contains("--list"))
{
    foreach (var part in run.Parts()) Console.WriteLine(part);
    return 0;
}
return run.Execute(string.Join(' ', names));
