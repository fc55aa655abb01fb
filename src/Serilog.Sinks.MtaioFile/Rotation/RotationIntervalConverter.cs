using Serilog.Sinks.MtaioFile.Checks;

namespace Serilog.Sinks.MtaioFile.Rotation;

/// <summary>Lets configuration binders read an interval.</summary>
sealed class RotationIntervalConverter : TextConverter
{
    protected override object Parse(string text) => RotationInterval.Parse(text);
}
