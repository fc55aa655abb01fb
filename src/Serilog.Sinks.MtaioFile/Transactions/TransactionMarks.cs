using Serilog.Events;

namespace Serilog.Sinks.MtaioFile.Transactions;

/// <summary>The properties that mark the records of one transaction. A property of the user with such a name stays as it is.</summary>
sealed class TransactionMarks
{
    readonly LogEventProperty[] _properties;

    public TransactionMarks(Guid id, string? name, Guid? parentId, RecordCount count)
    {
        List<LogEventProperty> properties = [new(TransactionProperties.Id, new TransactionMark(id, count))];
        if (name is not null) properties.Add(new(TransactionProperties.Name, new ScalarValue(name)));
        if (parentId is not null) properties.Add(new(TransactionProperties.ParentId, new ScalarValue(parentId)));
        _properties = [.. properties];
    }

    public void AddTo(LogEvent logEvent)
    {
        foreach (var property in FreeOn(logEvent)) logEvent.AddOrUpdateProperty(property);
    }

    /// <summary>Marks a copy of an event. Other sinks may be reading the event itself on other threads.</summary>
    public LogEvent CopyOf(LogEvent logEvent) => TransactionProperties.CopyOf(logEvent, FreeOn(logEvent));

    /// <summary>The properties, by names that the event does not have yet.</summary>
    IEnumerable<LogEventProperty> FreeOn(LogEvent logEvent)
    {
        foreach (var property in _properties)
        {
            var name = property.Name;
            while (logEvent.Properties.ContainsKey(name)) name = TransactionMark.OtherName(name);
            yield return ReferenceEquals(name, property.Name) ? property : new LogEventProperty(name, property.Value);
        }
    }
}
