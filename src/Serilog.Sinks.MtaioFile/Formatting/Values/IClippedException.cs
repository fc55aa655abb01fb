namespace Serilog.Sinks.MtaioFile.Formatting.Values;

/// <summary>An exception that stands in for another one, whose text was clipped.</summary>
interface IClippedException
{
    /// <summary>The type of the exception that was clipped.</summary>
    Type Original { get; }
}
