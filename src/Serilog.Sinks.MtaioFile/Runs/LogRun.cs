using System.Security.Cryptography;

namespace Serilog.Sinks.MtaioFile.Runs;

/// <summary>The life of a sink whose records have numbers: what its run records say of it.</summary>
/// <param name="id">A random id.</param>
/// <param name="started">When the sink was created.</param>
sealed class LogRun(string id, DateTimeOffset started)
{
    /// <summary>The length of an id, which is 40 bits.</summary>
    public const int IdLength = 8;

    /// <summary>The characters of an id: those of base 32, in lower case.</summary>
    public const string IdCharacters = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>A run that begins now.</summary>
    public LogRun(TimeProvider clock)
        : this(RandomNumberGenerator.GetString(IdCharacters, IdLength), clock.GetUtcNow())
    {
    }

    public string Id => id;

    public DateTimeOffset Started => started;

    public string Host { get; } = Environment.MachineName;

    public int ProcessId { get; } = Environment.ProcessId;
}
