namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary><see cref="RequiresFactAttribute"/> for a theory.</summary>
sealed class RequiresTheoryAttribute : TheoryAttribute
{
    public RequiresTheoryAttribute(params string[] programs) => Skip = new RequiresFactAttribute(programs).Skip;

    /// <inheritdoc cref="RequiresFactAttribute.AnotherFileSystem"/>
    public bool AnotherFileSystem
    {
        get => false;
        set => Skip ??= new RequiresFactAttribute { AnotherFileSystem = value }.Skip;
    }
}
