using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Records;

/// <summary>A field that the record enricher has added. Its type tells it from a property of the user with the same name.</summary>
/// <param name="name">The name of the field.</param>
/// <param name="text">The value.</param>
sealed class RecordField(string name, string text) : ScalarValue(text)
{
    public string Name { get; } = name;

    public string Text { get; } = text;

    /// <summary>The field with that name on an event; null = no enricher has added one.</summary>
    public static RecordField? Of(LogEvent logEvent, string name)
    {
        for (var key = name; logEvent.Properties.TryGetValue(key, out var value); key = OtherName(key))
        {
            if (value is RecordField field && string.Equals(field.Name, name, StringComparison.Ordinal)) return field;
        }
        return null;
    }

    /// <summary>Adds the field, with an underscore before its name if the event has another property with the name.</summary>
    public void AddTo(LogEvent logEvent)
    {
        if (Of(logEvent, Name) is not null) return;
        var key = Name;
        while (logEvent.Properties.ContainsKey(key)) key = OtherName(key);
        logEvent.AddOrUpdateProperty(new LogEventProperty(key, this));
    }

    static string OtherName(string name) => "_" + name;
}
