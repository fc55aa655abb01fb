using System.Runtime.CompilerServices;
using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Memory;

/// <summary>Estimates how many bytes of memory an event holds, by the text in it. Nothing of the application is called for that.</summary>
static class EventSize
{
    /// <summary>The event itself, with its dictionary of properties.</summary>
    const int OfEvent = 300;

    /// <summary>A property or an element: its name, and an object around its value.</summary>
    const int OfValue = 60;

    /// <summary>An exception with its stack trace, whose text is made later, without its message.</summary>
    const int OfTrace = 2_000;

    const int BytesPerChar = 2;

    /// <summary>Sequences in sequences, and so on: deeper values are counted as one.</summary>
    const int DeepestNesting = 32;

    /// <summary>Causes of causes of exceptions; each of them may have several.</summary>
    const int DeepestCause = 8;

    /// <summary>The size of one event.</summary>
    public static long Of(LogEvent logEvent)
    {
        long size = OfEvent + (logEvent.MessageTemplate.Text.Length * BytesPerChar);
        try
        {
            if (logEvent.Exception is { } exception) size += OfException(exception, DeepestCause);
            return size + OfProperties(logEvent);
        }
        catch (Exception)
        {
            // Another thread changes the event, for example a sink that adds a property.
            return size;
        }
    }

    /// <summary>The size of the events of a block.</summary>
    public static long Of(IReadOnlyCollection<LogEvent> events) => events.Sum(Of);

    static long OfException(Exception exception, int depth)
    {
        var size = OfTrace + ((MessageOf(exception)?.Length ?? 0) * (long)BytesPerChar);
        if (depth == 0) return size;
        if (exception is AggregateException all) return size + all.InnerExceptions.Sum(inner => OfException(inner, depth - 1));
        return exception.InnerException is { } cause ? size + OfException(cause, depth - 1) : size;
    }

    /// <summary>The message that the exception was made with. Its property may be code of the application.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_message")]
    static extern ref string? MessageOf(Exception exception);

    static long OfProperties(LogEvent logEvent)
    {
        long size = 0;
        // Serilog's own dictionary is walked without an enumerator on the heap.
        if (logEvent.Properties is Dictionary<string, LogEventPropertyValue> properties)
        {
            foreach (var (_, value) in properties) size += Of(value, DeepestNesting);
        }
        else
        {
            foreach (var (_, value) in logEvent.Properties) size += Of(value, DeepestNesting);
        }
        return size;
    }

    static long Of(LogEventPropertyValue value, int depth)
    {
        // Comparing types takes less time than a cast, and this is done for each event.
        if (value.GetType() == typeof(ScalarValue)) return OfValue + OfScalar(((ScalarValue)value).Value);
        if (value is ScalarValue scalar) return OfValue + OfScalar(scalar.Value);
        return depth == 0 ? OfValue : OfValue + OfParts(value, depth - 1);
    }

    static long OfScalar(object? value) => value switch
    {
        string text => (long)text.Length * BytesPerChar,
        // The most common ones, before the slower look for arrays.
        int or double or long or bool => 0,
        Array { Rank: 1 } array => array.LongLength,
        _ => 0,
    };

    static long OfParts(LogEventPropertyValue value, int depth)
    {
        long size = 0;
        switch (value)
        {
            case SequenceValue sequence:
                foreach (var element in sequence.Elements) size += Of(element, depth);
                break;
            case StructureValue structure:
                foreach (var property in structure.Properties) size += Of(property.Value, depth);
                break;
            case DictionaryValue dictionary:
                foreach (var (key, element) in dictionary.Elements) size += Of(key, depth) + Of(element, depth);
                break;
        }
        return size;
    }
}
