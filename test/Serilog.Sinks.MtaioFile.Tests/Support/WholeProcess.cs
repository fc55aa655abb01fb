namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>Tests that change what the whole process shares run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WholeProcess
{
    public const string Name = "whole process";
}
