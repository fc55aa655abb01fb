using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>
/// Looks up the properties of an event for one hole after the other: a logger puts them in under the very names of the holes and in their
/// order, so that as a rule the next one is the one, and no hash is needed.
/// </summary>
struct PropertyCursor
{
    readonly Dictionary<string, LogEventPropertyValue> _properties;
    Dictionary<string, LogEventPropertyValue>.Enumerator _next;

    public PropertyCursor(LogEvent logEvent)
    {
        _properties = PlainDictionary.Of(logEvent.Properties);
        _next = _properties.GetEnumerator();
    }

    public bool TryGet(string name, out LogEventPropertyValue value)
    {
        if (_next.MoveNext() && ReferenceEquals(_next.Current.Key, name))
        {
            value = _next.Current.Value;
            return true;
        }
        return _properties.TryGetValue(name, out value!);
    }
}
