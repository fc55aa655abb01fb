using System.Xml.Linq;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Makes an output template of a layout of log4net.</summary>
sealed class Log4NetLayout(XElement layout, Losses losses)
{
    readonly XmlValues _values = new(layout);

    /// <param name="type">The type of the layout, without its namespace.</param>
    public string? Template(string type)
    {
        if (type.Contains("SimpleLayout", StringComparison.Ordinal))
        {
            losses.Add(layout, $"{type}: {Log4NetPattern.LevelChange}");
            if (XmlValues.Is(layout, "layout")) TellLeft();
            return "{Level:u4} - {Message:l}{NewLine}{Exception}";
        }
        if (type.Contains("PatternLayout", StringComparison.Ordinal)) return OfPattern();
        losses.Add(layout, $"{type} has no counterpart; the default template is used");
        return null;
    }

    string OfPattern()
    {
        var place = _values.PlaceOf("conversionPattern") ?? layout;
        var taken = _values.TakeAny("conversionPattern", "value");
        // Spaces around a pattern belong to it.
        var pattern = XmlValues.Children(layout, "conversionPattern").FirstOrDefault() is { } element
            ? XmlValues.Attribute(element, "value") : XmlValues.Attribute(layout, "value");
        TellLeft();
        return new Log4NetPattern(place, losses).Convert(pattern ?? taken ?? "%message%newline");
    }

    void TellLeft()
    {
        _values.Ignore("type", "conversionPattern");
        foreach (var (name, _, place) in _values.Left)
        {
            var remedy = OtherSinksNames.RemedyFor(name) is { } known ? $": {known}" : "";
            losses.Add(place, $"{name} is not carried over{remedy}");
        }
        XmlValues.LoseOthers(layout, losses, "conversionPattern");
    }
}
