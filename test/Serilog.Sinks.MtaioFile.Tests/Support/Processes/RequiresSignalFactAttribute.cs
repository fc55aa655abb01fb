namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A test that needs a signal, and perhaps programs; skipped with the reason if the signal is ignored.</summary>
sealed class RequiresSignalFactAttribute : FactAttribute
{
    public RequiresSignalFactAttribute(string signal, params string[] programs) =>
        Skip = IgnoredSignals.ReasonToSkip(signal) ?? (programs.Length > 0 ? new RequiresFactAttribute(programs).Skip : null);
}
