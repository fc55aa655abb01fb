using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>Where the worker brings its batches; Composition connects the writing side to it.</summary>
interface IBatchTarget
{
    /// <summary>Whether any thread may prepare batches while others do and the worker writes.</summary>
    bool CanPrepare { get; }

    /// <summary>Renders events ahead of their turn. Failures to render are kept for the step that settles them.</summary>
    IPreparedBatch Prepare(ArraySegment<LogEvent> events);

    /// <summary>Starts on a batch, which stays as it is until it is settled or given up.</summary>
    /// <param name="events">The batch.</param>
    /// <param name="asBlock">Whether its events belong together.</param>
    /// <param name="prepared">What was prepared of it; null = nothing.</param>
    void Take(ArraySegment<LogEvent> events, bool asBlock, IPreparedBatch? prepared = null);

    /// <summary>Renders what the next step writes; nothing reaches the file yet.</summary>
    void Render();

    /// <summary>Settles some of the next events of the batch: they are written, or cannot be rendered.</summary>
    /// <exception cref="Exception">Nothing more could be written; the step can be tried again.</exception>
    BatchStep WriteNext();

    /// <summary>Lets go of what is left of the batch.</summary>
    void GiveUp();

    /// <summary>Does what has come due without events.</summary>
    /// <returns>After how long something comes due again; infinite when nothing will.</returns>
    TimeSpan Tend();

    void Close();
}

/// <summary>How many of the next events a step has settled, and which of those could not be rendered.</summary>
readonly record struct BatchStep(int Settled, IReadOnlyList<FailedEvent> Failed);
