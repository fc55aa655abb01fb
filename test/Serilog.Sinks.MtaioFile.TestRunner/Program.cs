using System.Diagnostics;
using System.Reflection;
using Serilog.Sinks.MtaioFile.TestRunner;

// Runs the tests in this process. Arguments: names of tests to run, or --list, which prints the names of the parts of the test suite.
// --of=Reader.Tests takes the tests of another project.
// As under dotnet test, a failed assertion of the library fails its test, not the process.
Trace.Listeners.Clear();
Trace.Listeners.Add(new ThrowingListener());
Console.OutputEncoding = System.Text.Encoding.UTF8;
var project = args.FirstOrDefault(a => a.StartsWith("--of=", StringComparison.Ordinal))?["--of=".Length..] ?? "Tests";
var tests = Assembly.Load($"Serilog.Sinks.MtaioFile.{project}");
var names = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToArray();
var run = new TestRun(tests, new TestFilter(names));
if (args.Contains("--list"))
{
    foreach (var part in run.Parts()) Console.WriteLine(part);
    return 0;
}
return run.Execute(names.Length > 0 ? string.Join(' ', names) : project);
