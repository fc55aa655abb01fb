namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>A formatter of this library that writes each event as one line of JSON.</summary>
interface IJsonFormatter;
