namespace Serilog.Sinks.MtaioFile.Tool;

/// <summary>Says that nobody reads the output any more, as <c>head</c> after its lines.</summary>
sealed class OutputClosedException(Exception cause) : IOException("nobody reads the output any more", cause);
