using Serilog.Events;
using Serilog.Sinks.MtaioFile.Formatting.Values;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>
/// Looks up the properties of an event for one hole after the other. A logger adds them in the order of the holes and under the same string
/// objects. Usually the next property has the name, and no hash is computed.
/// </summary>
struct PropertyCursor
{
    readonly Dictionary<string, LogEventPropertyValue> _properties;
    Dictionary<string, LogEventPropertyValue>.Enumerator _next;

    public PropertyCursor(LogEvent logEvent)
    {
        _properties = ConcreteDictionary.Of(logEvent.Properties);
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
