using System.Xml.Linq;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>
/// The values of an element by their names, which have no case: attributes, and elements with a text or an attribute <c>value</c>.
/// A value that nobody has taken is a loss.
/// </summary>
sealed class XmlValues
{
    readonly Dictionary<string, (string Text, XObject Place)> _values = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public XmlValues(XElement element)
    {
        foreach (var child in element.Elements().Where(e => !e.HasElements))
        {
            var isParameter = Is(child, "param");
            var name = isParameter ? Attribute(child, "name") : child.Name.LocalName;
            var text = Attribute(child, "value") ?? (child.HasAttributes ? null : child.Value.Trim());
            if (name is not null && text is not null) _values[name] = (text, child);
        }
        foreach (var attribute in element.Attributes().Where(a => !a.IsNamespaceDeclaration))
            _values[attribute.Name.LocalName] = (attribute.Value, attribute);
    }

    public IEnumerable<(string Name, string Text, XObject Place)> Left =>
        _values.Where(v => !_taken.Contains(v.Key)).Select(v => (v.Key, v.Value.Text, v.Value.Place));

    /// <summary>Names the child elements that are neither a value nor known.</summary>
    public static void LoseOthers(XElement element, Losses losses, params string[] known)
    {
        foreach (var child in element.Elements())
        {
            var isValue = !child.HasElements && (Attribute(child, "value") is not null || !child.HasAttributes);
            var name = child.Name.LocalName;
            if (!isValue && !known.Contains(name, StringComparer.OrdinalIgnoreCase)) losses.Add(child, $"{name} is not carried over");
        }
    }

    public string? Take(string name)
    {
        _taken.Add(name);
        return _values.TryGetValue(name, out var value) ? value.Text.Trim() : null;
    }

    /// <summary>The first of several names for one value.</summary>
    public string? TakeAny(params string[] names) => names.Select(Take).ToList().Find(v => v is not null);

    public bool TakeTrue(string name) => string.Equals(Take(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Values that mean nothing here.</summary>
    public void Ignore(params string[] names) => _taken.UnionWith(names);

    public XObject? PlaceOf(string name) => _values.TryGetValue(name, out var value) ? value.Place : null;

    public void AddDefaults(XmlValues defaults)
    {
        foreach (var (name, value) in defaults._values) _values.TryAdd(name, value);
    }

    public static bool Is(XElement element, string name) => string.Equals(element.Name.LocalName, name, StringComparison.OrdinalIgnoreCase);

    public static string? Attribute(XElement element, string name) =>
        element.Attributes().FirstOrDefault(a => string.Equals(a.Name.LocalName, name, StringComparison.OrdinalIgnoreCase))?.Value;

    public static IEnumerable<XElement> Children(XElement element, params string[] names) =>
        element.Elements().Where(e => names.Contains(e.Name.LocalName, StringComparer.OrdinalIgnoreCase));
}
