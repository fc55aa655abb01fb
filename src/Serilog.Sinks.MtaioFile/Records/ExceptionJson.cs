using Serilog.Formatting.Json;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>
/// Writes an exception as an object with <c>type</c>, <c>message</c>, <c>stack_trace</c> and, as far as it has them,
/// <c>inner_exception</c>, or <c>inner_exceptions</c> of an AggregateException.
/// </summary>
static class ExceptionJson
{
    /// <summary>A longer chain, which may even be endless, is cut: JSON readers refuse deep nesting, .NET's beyond 64.</summary>
    const int MaxDepth = 50;

    public static void Write(Exception exception, TextWriter output) => Write(exception, output, depth: 1);

    static void Write(Exception exception, TextWriter output, int depth)
    {
        var type = exception is IClippedException clipped ? clipped.Original : exception.GetType();
        output.Write("{\"type\":");
        JsonValueFormatter.WriteQuotedJsonString(type.FullName ?? type.Name, output);
        WriteText(",\"message\":", exception.Message, output);
        if (exception.StackTrace is { } stackTrace) WriteText(",\"stack_trace\":", stackTrace, output);
        if (depth < MaxDepth) WriteInner(exception, output, depth + 1);
        output.Write('}');
    }

    static void WriteInner(Exception exception, TextWriter output, int depth)
    {
        if (exception is AggregateException { InnerExceptions: { Count: > 0 } all })
        {
            output.Write(",\"inner_exceptions\":[");
            for (var i = 0; i < all.Count; i++)
            {
                if (i > 0) output.Write(',');
                Write(all[i], output, depth);
            }
            output.Write(']');
        }
        else if (exception.InnerException is { } inner)
        {
            output.Write(",\"inner_exception\":");
            Write(inner, output, depth);
        }
    }

    static void WriteText(string key, string text, TextWriter output)
    {
        output.Write(key);
        JsonValueFormatter.WriteQuotedJsonString(text ?? "", output);
    }
}
