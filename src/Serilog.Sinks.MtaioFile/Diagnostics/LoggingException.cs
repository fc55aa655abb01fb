namespace Serilog.Sinks.MtaioFile;

/// <summary>An awaited log event was lost (mtaio's LoggingError). The message says for which file, and why.</summary>
public sealed class LoggingException : Exception
{
    /// <summary>Creates the exception without a message of its own.</summary>
    public LoggingException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was lost, and why.</param>
    public LoggingException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was lost, and why.</param>
    /// <param name="innerException">The cause; null = unknown.</param>
    public LoggingException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
