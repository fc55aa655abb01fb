using Serilog.Events;
using Serilog.Sinks.MtaioFile.Diagnostics;
using Serilog.Sinks.MtaioFile.Runs;

namespace Serilog.Sinks.MtaioFile.Queueing;

/// <summary>The destination of the worker's batches. Members that write are called by the worker alone.</summary>
interface IBatchTarget
{
    /// <summary>Whether producers may encode ahead while other producers do so and the worker writes.</summary>
    bool CanEncodeAhead { get; }

    /// <summary>Whether the destination could be opened so far. Any thread may ask.</summary>
    bool HasBeenOpened { get; }

    /// <summary>Whether the current thread holds what the worker needs to write, so that it must not wait for the worker.</summary>
    bool IsHeldHere { get; }

    /// <summary>
    /// The number of the rendering, hook or failure listener that holds up the writing now; 0 = none. The next event or call has another
    /// number. Any thread may ask.
    /// </summary>
    long ApplicationCall { get; }

    /// <summary>
    /// Whether <see cref="Close"/> neither waits nor calls code of the application, so that any thread may close. Asked while the worker
    /// does not run.
    /// </summary>
    bool IsClosedAtOnce { get; }

    /// <summary>
    /// Encodes the first events of a slice before their turn, as far as that runs no code of the application: the thread may hold locks
    /// that such code needs. Null when it encodes none.
    /// </summary>
    IEncodedBatch? EncodeAhead(BatchPart part);

    /// <summary>Whether everything of the batch is encoded, nothing of it written, and the next step can write more.</summary>
    bool HasRoom { get; }

    /// <summary>Begins a batch with its first part.</summary>
    /// <param name="part">The events, which may be released once they are encoded.</param>
    /// <param name="isLast">Whether time is short, so that one step writes as much as it can.</param>
    void Begin(BatchPart part, bool isLast = false);

    /// <summary>Adds a part, which the next step writes too, if <see cref="HasRoom"/> says that it can.</summary>
    void Add(BatchPart part);

    /// <summary>Encodes the lines that the next step writes, as far as they are not encoded yet. Nothing reaches the file.</summary>
    void Encode();

    /// <summary>Writes encoded lines and so settles the next events of the batch: each is written, or could not be encoded.</summary>
    /// <exception cref="Exception">No line could be written; the step can be tried again.</exception>
    BatchStep WriteNext();

    /// <summary>Takes note that a step has failed.</summary>
    void NoteFailure();

    /// <summary>A cheap look whether something has changed since, so that the step may succeed.</summary>
    bool MayHaveRecovered();

    /// <summary>Flushes written lines to disk, if the sink's interval asks for it now. Failures are reported, never thrown.</summary>
    void FlushToDiskIfDue();

    /// <summary>Releases the batch, settled or not, and everything that refers to it.</summary>
    void Release();

    /// <summary>Does the work that is due without events: flushing to disk, rotating an idle file.</summary>
    /// <returns>The time until work is due again; infinite when there will be none.</returns>
    TimeSpan RunDueWork();

    void Close();
}

/// <summary>The number of events that a step has settled, and those among them that could not be encoded.</summary>
readonly record struct BatchStep(int Settled, IReadOnlyList<FailedEvent> Failed);

/// <summary>A part of a batch: events that were taken together.</summary>
/// <param name="Events">The events.</param>
/// <param name="IsBlock">Whether the events belong together.</param>
/// <param name="Encoded">The lines that were encoded ahead, of all events or of the first of them; null = none.</param>
/// <param name="FirstNumber">The number of the first event; the next ones follow. 0 = they have none: the sink itself makes them.</param>
sealed record BatchPart(
    ArraySegment<LogEvent> Events,
    bool IsBlock = false,
    IEncodedBatch? Encoded = null,
    long FirstNumber = RecordMark.OwnNumber)
{
    /// <summary>Releases the events, of which only the encoded lines and the levels are still needed.</summary>
    public void ReleaseEvents()
    {
        foreach (ref var logEvent in Events.AsSpan()) logEvent = ReleasedEvent.Of(logEvent.Level);
    }
}
