using System.Reflection;
using Xunit.Sdk;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A row of a theory that needs a signal, which is the first value of the row; skipped with the reason if it is ignored.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class RequiresSignalDataAttribute : DataAttribute
{
    readonly object[] _row;

    public RequiresSignalDataAttribute(string signal, params object[] more)
    {
        _row = [signal, .. more];
        Skip = IgnoredSignals.ReasonToSkip(signal);
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_row];
}
