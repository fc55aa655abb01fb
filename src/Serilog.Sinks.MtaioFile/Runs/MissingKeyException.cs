namespace Serilog.Sinks.MtaioFile.Runs;

/// <summary>Says that the key of a chain is not on this machine.</summary>
sealed class MissingKeyException(string message, Exception? innerException = null) : FormatException(message, innerException);
