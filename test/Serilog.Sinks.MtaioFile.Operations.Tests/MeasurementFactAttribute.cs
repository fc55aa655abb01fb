namespace Serilog.Sinks.MtaioFile.Operations.Tests;

/// <summary>A measurement, skipped unless an environment variable names the file for its result.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class MeasurementFactAttribute : FactAttribute
{
    /// <param name="variable">The name of the variable.</param>
    public MeasurementFactAttribute(string variable) =>
        Skip = FileOf(variable) is null ? $"a measurement: {variable} must name the file for its result" : null;

    /// <summary>The file that the variable names; null = none.</summary>
    public static string? FileOf(string variable) => Environment.GetEnvironmentVariable(variable);
}
