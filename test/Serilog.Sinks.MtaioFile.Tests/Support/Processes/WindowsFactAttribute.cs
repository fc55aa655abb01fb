namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>A test of what only Windows does; elsewhere it is skipped with the reason.</summary>
sealed class WindowsFactAttribute : FactAttribute
{
    public WindowsFactAttribute() => Skip = Reason;

    /// <summary>The reason to skip such a test here; null on Windows.</summary>
    public static string? Reason { get; } = OperatingSystem.IsWindows() ? null : "needs Windows";
}

/// <summary>A test of what only Windows does, and Wine does not.</summary>
sealed class WindowsExceptWineFactAttribute : FactAttribute
{
    public WindowsExceptWineFactAttribute(string reason) => Skip = WindowsFactAttribute.Reason ?? Except.Wine.ReasonToSkip(reason);
}

/// <summary><see cref="WindowsFactAttribute"/> for a theory.</summary>
sealed class WindowsTheoryAttribute : TheoryAttribute
{
    public WindowsTheoryAttribute() => Skip = WindowsFactAttribute.Reason;
}
