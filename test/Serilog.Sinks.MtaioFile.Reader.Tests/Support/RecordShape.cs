namespace Serilog.Sinks.MtaioFile.Reader.Tests.Support;

/// <summary>The format of the records of a log that a test writes.</summary>
public enum RecordShape
{
    Json,
    Text,
}
