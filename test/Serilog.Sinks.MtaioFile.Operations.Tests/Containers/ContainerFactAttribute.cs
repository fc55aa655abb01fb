namespace Serilog.Sinks.MtaioFile.Operations.Tests.Containers;

/// <summary>A test in containers; skipped with the reason where Podman cannot start one.</summary>
sealed class ContainerFactAttribute : FactAttribute
{
    public ContainerFactAttribute() => Skip = Podman.Missing;
}
