namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Tests that change what the whole process shares (SelfLog, Log.Logger, the current directory) run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWideState
{
    public const string Name = "process-wide state";
}
