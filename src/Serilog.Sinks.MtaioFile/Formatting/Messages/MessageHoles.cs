using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Formatting.Messages;

/// <summary>
/// Says which properties of an event its template has holes for. A logger adds these properties first, in the order of the holes and under
/// the same string objects. Usually the next hole has the name, and no name is looked up.
/// </summary>
struct MessageHoles(MessageTemplate template)
{
    /// <summary>Fewer tokens are searched one by one.</summary>
    const int ManyTokens = 16;

    [ThreadStatic]
    static HashSet<string>? t_spareNames;

    readonly MessageTemplateToken[] _tokens = TemplateTokens.Of(template);
    HashSet<string>? _names, _ownNames;
    int _next;

    public bool Contains(string name)
    {
        while (_next < _tokens.Length && _tokens[_next] is not PropertyToken) _next++;
        if (_next == _tokens.Length || !ReferenceEquals(((PropertyToken)_tokens[_next]).PropertyName, name)) return Search(name);
        _next++;
        return true;
    }

    /// <summary>Lets the next event use the memory again.</summary>
    public readonly void Release()
    {
        if (_ownNames is null) return;
        _ownNames.Clear();
        t_spareNames = _ownNames;
    }

    bool Search(string name)
    {
        if (_tokens.Length >= ManyTokens) return (_names ??= FindNames()).Contains(name);
        foreach (var token in _tokens)
        {
            if (token is PropertyToken hole && string.Equals(hole.PropertyName, name, StringComparison.Ordinal)) return true;
        }
        return false;
    }

    HashSet<string> FindNames()
    {
        if (TemplateCache.Find(template) is { } compiled) return compiled.HoleNames;
        // Rendering a value may run code that logs, and renders another event on this thread.
        _ownNames = t_spareNames ?? new HashSet<string>(StringComparer.Ordinal);
        t_spareNames = null;
        return TemplateTokens.AddHoles(_tokens, _ownNames);
    }
}
