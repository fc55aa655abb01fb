using System.Diagnostics;
using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>
/// Writes to many sinks for as long as it lives, closes some of them all the time, and has one sink that hangs. It prints
/// <c>prefix number</c> for what is acknowledged and <c># threads bytes</c> for what it takes.
/// </summary>
static class ManySinksChild
{
    public const string Command = "many-sinks-child";

    /// <summary>More lines than one life writes to one file.</summary>
    public const long NumbersOfLife = 100_000_000;

    const int Producers = 4;
    const int FilesOfFolder = 50;

    static readonly TimeSpan Measuring = TimeSpan.FromMilliseconds(500);

    public static string FolderOf(string folder, int index) => Path.Combine(folder, $"{index / FilesOfFolder}");

    public static string NameOf(int index) => LetterNames.Of(index) + ".log";

    public static void Run(string folder, int life, int sinks, int seed)
    {
        using var hung = new LoggerConfiguration()
            .WriteTo.MtaioFile(new HangingFormatter(), Path.Combine(folder, "hung.log"))
            .CreateLogger();
        hung.Information("This event hangs");
        var logs = Enumerable.Range(0, sinks)
            .Select(i => new ShortLivedLog(Path.Combine(FolderOf(folder, i), NameOf(i)), i, life * NumbersOfLife)).ToArray();
        var random = new Random(seed);
        foreach (var log in logs) log.Write(1, random);
        for (var i = 0; i < Producers; i++)
        {
            var own = new Random(random.Next());
            new Thread(() => Produce(logs, hung, own)).Start();
        }
        Measure();
    }

    static void Produce(ShortLivedLog[] logs, Logger hung, Random random)
    {
        // So few events wait in the queue of the hung sink that a producer never has to wait for it.
        var hanging = 20;
        while (true)
        {
            var log = Any(logs, random);
            log.Write(random.Next(1, 50), random);
            if (random.Next(3) == 0) log.Acknowledge();
            if (random.Next(3) == 0) Any(logs, random).Close();
            if (hanging > 0 && random.Next(100) == 0) hung.Information("Event {N} waits", hanging--);
        }
    }

    /// <summary>One of the first is chosen often, one of the last rarely, so that some are busy and some are idle.</summary>
    static ShortLivedLog Any(ShortLivedLog[] logs, Random random) => logs[(int)(logs.Length * Math.Pow(random.NextDouble(), 3))];

    static void Measure()
    {
        while (true)
        {
            Thread.Sleep(Measuring);
            using var self = Process.GetCurrentProcess();
            Console.WriteLine($"# {self.Threads.Count} {GC.GetTotalMemory(forceFullCollection: true)}");
        }
    }
}
