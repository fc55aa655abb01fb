namespace Serilog.Sinks.MtaioFile.Tool.Config;

/// <summary>A mistake with its place in a file.</summary>
/// <param name="Position">The place.</param>
/// <param name="Path">The path in the configuration; empty for a mistake in the syntax.</param>
/// <param name="Text">What is wrong, and what would be right.</param>
sealed record ConfigurationMistake(JsonPosition Position, string Path, string Text);
