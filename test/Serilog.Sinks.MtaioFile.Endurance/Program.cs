using System.Globalization;
using Serilog.Sinks.MtaioFile.Endurance;

const string Usage = """
    Serilog.Sinks.MtaioFile.Endurance kill-loop|full-disk [--seconds N] [--seed N]

    kill-loop   a child writes numbered lines and acknowledges them after each flush, is killed at random and restarted
    full-disk   a small disk is filled and freed again and again under load (needs root or user namespaces)
    """;

var seconds = Option("--seconds") ?? 60;
var seed = Option("--seed") ?? Environment.TickCount;

switch (args.FirstOrDefault())
{
    case "kill-loop":
        Console.WriteLine($"kill-loop for {seconds} s, seed {seed}");
        using (var loop = new KillLoop(TimeSpan.FromSeconds(seconds), seed)) return loop.Run();
    case "full-disk":
        Console.WriteLine($"full-disk for {seconds} s, seed {seed}");
        return Relaunch.OnSmallDisk(folder => ["full-disk-inside", folder, "--seconds", $"{seconds}", "--seed", $"{seed}"]);
    case KillLoopChild.Command:
        KillLoopChild.Run(args[1], args[2], Option("--seed") ?? 0);
        return 0;
    case "full-disk-inside":
        return new FullDiskLoop(args[1], TimeSpan.FromSeconds(seconds), seed).Run();
    default:
        Console.Error.WriteLine(Usage);
        return 2;
}

int? Option(string name)
{
    var at = Array.IndexOf(args, name);
    return at >= 0 && at + 1 < args.Length ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
}
