using Serilog.Core;
using Serilog.Sinks.MtaioFile.TestProcess;

namespace Serilog.Sinks.MtaioFile.Endurance;

/// <summary>Writes from two threads for as long as it lives, and prints <c>prefix number</c> for what is acknowledged.</summary>
static class KillLoopChild
{
    public const string Command = "kill-loop-child";
    public const int MaxBytes = 100_000;

    const string Template = "{Message:lj}\n";

    /// <summary>The names of its two threads in a life of that name.</summary>
    public static string[] Prefixes(string life) => [life + "A", life + "B"];

    public static void Run(string path, string life, int? backupCount, int seed)
    {
        var handle = new MtaioFileHandle();
        using var logger = new LoggerConfiguration()
            .WriteTo.MtaioRotatingFile(
                path, MaxBytes, backupCount, outputTemplate: Template, options: new MtaioFileOptions { Handle = handle })
            .CreateLogger();
        var threads = Array.ConvertAll(
            Prefixes(life), prefix => new Thread(() => Write(logger, handle, prefix, new Random(seed + prefix[^1]))));
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
    }

    static void Write(Logger logger, MtaioFileHandle handle, string prefix, Random random)
    {
        for (var number = 0L; ;)
        {
            for (var burst = random.Next(1, 200); burst > 0; burst--)
            {
                number++;
                logger.Information(NumberedLine.Template, prefix, number, NumberedLine.Fill(prefix, number, random.Next(20, 1500)));
            }
            handle.FlushAsync().GetAwaiter().GetResult();
            Console.WriteLine($"{prefix} {number}");
        }
    }
}
