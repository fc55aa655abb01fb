using System.Globalization;
using Serilog.Sinks.MtaioFile.Endurance;

const string Usage = """
    Serilog.Sinks.MtaioFile.Endurance kill-loop|full-disk|many-processes|year|storm|many-sinks [--seconds N] [--seed N]

    kill-loop        a child writes numbered lines and acknowledges them after each flush, is killed at random and restarted
                     [--backup-count N] all: old archives are deleted, and of what is left no line may be missing
    full-disk        a small disk is filled and freed again and again under load (needs root or user namespaces)
    many-processes   processes write to one small file, one of them is killed, with and without compression
                     [--processes N] 10, [--lines N] 10000
    year             2026 in five time zones, a file each hour or day, restarts at random (--seconds is not used)
    storm            queued and audit loggers with options at random, and a second process, on a few paths; hooks that log, interrupts,
                     planted links
    many-sinks       a child writes to many sinks that come and go, one of them hangs; the child is killed at random and restarted
                     [--sinks N] 1000
    """;

var seconds = Option("--seconds") ?? (args.FirstOrDefault() == "many-sinks" ? 120 : 60);
var seed = Option("--seed") ?? Environment.TickCount;

switch (args.FirstOrDefault())
{
    case "kill-loop":
        Console.WriteLine($"kill-loop for {seconds} s, seed {seed}");
        using (var loop = new KillLoop(TimeSpan.FromSeconds(seconds), Option("--backup-count"), seed)) return loop.Run();
    case "full-disk":
        Console.WriteLine($"full-disk for {seconds} s, seed {seed}");
        return Relaunch.OnSmallDisk(folder => ["full-disk-inside", folder, "--seconds", $"{seconds}", "--seed", $"{seed}"]);
    case "many-processes":
        Console.WriteLine($"many-processes for {seconds} s, seed {seed}");
        return new ManyProcesses(TimeSpan.FromSeconds(seconds), seed, Option("--processes") ?? 10, Option("--lines") ?? 10_000).Run();
    case "year":
        Console.WriteLine($"year, seed {seed}");
        return new YearInAMinute(seed).Run();
    case "storm":
        Console.WriteLine($"storm for {seconds} s, seed {seed}");
        return new Storm(TimeSpan.FromSeconds(seconds), seed).Run();
    case "many-sinks":
        var sinks = Option("--sinks") ?? 1000;
        Console.WriteLine($"many-sinks with {sinks} sinks for {seconds} s, seed {seed}");
        using (var loop = new ManySinks(TimeSpan.FromSeconds(seconds), sinks, seed)) return loop.Run();
    case ManySinksChild.Command:
        ManySinksChild.Run(args[1], int.Parse(args[2], CultureInfo.InvariantCulture), Option("--sinks") ?? 0, seed);
        return 0;
    case Storm.ChildCommand:
        return Storm.RunChild(
            args[1],
            args[2],
            StormKind.From(args[3..5]),
            int.Parse(args[5], CultureInfo.InvariantCulture),
            int.Parse(args[6], CultureInfo.InvariantCulture));
    case WritingProcess.Command:
        WritingProcess.Run(args[1], args[2], int.Parse(args[3], CultureInfo.InvariantCulture), bool.Parse(args[4]));
        return 0;
    case KillLoopChild.Command:
        KillLoopChild.Run(args[1], args[2], Option("--backup-count"), Option("--seed") ?? 0);
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
