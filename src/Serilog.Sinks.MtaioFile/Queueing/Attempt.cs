namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>What the worker does with the rest of a slice.</summary>
enum Attempt
{
    /// <summary>It makes an attempt to write it.</summary>
    Now,

    /// <summary>It waits for the alarm.</summary>
    Wait,

    /// <summary>It gives the rest up.</summary>
    GiveUp,
}
