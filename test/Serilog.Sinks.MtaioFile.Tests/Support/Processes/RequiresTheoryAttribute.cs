namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary><see cref="RequiresFactAttribute"/> for a theory.</summary>
sealed class RequiresTheoryAttribute : TheoryAttribute
{
    public RequiresTheoryAttribute(params string[] programs) => Skip = new RequiresFactAttribute(programs).Skip;
}
