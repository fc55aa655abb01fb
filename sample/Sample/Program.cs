using Sample;
using Serilog;
using Serilog.Debugging;

// A small shop is started, asked some thousands of times over HTTP, and shut down; then its own log files are read back and checked. In the
// end mtaiolog, the tool of the repository, proves that they are complete, and makes a page about them.
// The logs stand in "logs" below the program, or below the folder given as the only argument.
var root = Path.GetFullPath(args.Length > 0 ? args[0] : AppContext.BaseDirectory);
var logs = LogFolder.CreateEmpty(root);
Directory.SetCurrentDirectory(root);

var complaints = new Complaints();
SelfLog.Enable(complaints.Add);

var tally = new EventTally();
var answers = await ShopServer.RunAsync(tally, address => Traffic.SendAsync(address, Console.Out));

Console.WriteLine();
Report.PrintTraffic(Console.Out, answers, tally);
Report.PrintFolder(Console.Out, logs);

var checks = new LogAudit(logs, answers, tally, complaints).Run();
var passed = Report.PrintChecks(Console.Out, checks);

Console.WriteLine();
return await Proof.RunAsync(logs) && passed ? 0 : 1;
