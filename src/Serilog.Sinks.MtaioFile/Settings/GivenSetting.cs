namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>A setting that the configuration gives, with its value and its path in the configuration.</summary>
sealed record GivenSetting(string Place, Setting Setting, string Path, string? Text, object? Value);
