using System.Reflection;
using Xunit.Sdk;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A test that is skipped with the reason where it cannot pass.</summary>
sealed class FactExceptAttribute : FactAttribute
{
    public FactExceptAttribute(Except except, string reason) => Skip = except.ReasonToSkip(reason);
}

/// <summary><see cref="FactExceptAttribute"/> for a theory.</summary>
sealed class TheoryExceptAttribute : TheoryAttribute
{
    public TheoryExceptAttribute(Except except, string reason) => Skip = except.ReasonToSkip(reason);
}

/// <summary><see cref="FactExceptAttribute"/> for one row of a theory.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
sealed class InlineDataExceptAttribute : DataAttribute
{
    readonly object?[] _row;

    public InlineDataExceptAttribute(Except except, string reason, params object?[] row)
    {
        _row = row;
        Skip = except.ReasonToSkip(reason);
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [_row!];
}
