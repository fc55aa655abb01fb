using System.Text.Json;
using System.Text.Json.Nodes;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Puts the sinks of this library in the place of Serilog.Sinks.File, RollingFile and Async; all other settings stay.</summary>
sealed class SerilogFileMigration(JsonObject settings, Losses losses)
{
    const string Own = "Serilog.Sinks.MtaioFile";

    static readonly string[] Replaced = ["Serilog.Sinks.File", "Serilog.Sinks.RollingFile", "Serilog.Sinks.Async", Own];

    bool _keepsAsync;

    /// <summary>Whether there was a sink to replace.</summary>
    public bool HasFound { get; private set; }

    public JsonObject Migrate()
    {
        Visit(settings, inCalls: false);
        if (HasFound) ReplaceUsing(settings);
        return settings;
    }

    void Visit(JsonNode? node, bool inCalls)
    {
        switch (node)
        {
            case JsonObject properties:
                foreach (var (name, value) in properties.ToList())
                {
                    var isList = inCalls || IsCalls(name);
                    Visit(value, isList);
                    if (isList && value is JsonObject call && Replacements(call) is [var replacement, ..]) properties[name] = replacement;
                }
                break;
            case JsonArray list:
                foreach (var element in list.ToList()) Visit(element, inCalls);
                if (inCalls) ReplaceIn(list);
                break;
        }
    }

    void ReplaceIn(JsonArray list)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] is not JsonObject call || Replacements(call) is not { } replacements) continue;
            list.RemoveAt(i);
            foreach (var replacement in replacements) list.Insert(i++, replacement);
            i--;
        }
    }

    /// <summary>What takes the place of a call; null = it stays.</summary>
    List<JsonNode>? Replacements(JsonObject call)
    {
        if (Property(call, "Name")?.GetValueKind() != JsonValueKind.String) return null;
        var args = Property(call, "Args") as JsonObject;
        switch (Property(call, "Name")!.GetValue<string>())
        {
            case "File" when args is not null:
                ReadFile(args);
                LoseOthers(call, "Name", "Args");
                return [Call(args)];
            case "RollingFile" when args is not null:
                ReadRollingFile(args);
                LoseOthers(call, "Name", "Args");
                return [Call(args)];
            case "Async" when args is not null:
                return WithoutAsync(call, args);
            default:
                return null;
        }
    }

    void LoseOthers(JsonObject from, params string[] known)
    {
        foreach (var (name, _) in from.Where(p => !known.Contains(p.Key, StringComparer.OrdinalIgnoreCase)))
            losses.Add($"{from.GetPath()}.{name} is not carried over");
    }

    JsonObject Call(JsonObject args)
    {
        HasFound = true;
        args.Parent?.AsObject().Remove("Args");
        return new JsonObject { ["Name"] = "MtaioRollingFile", ["Args"] = args };
    }

    void ReadFile(JsonObject args)
    {
        DoubleBraces(args);
        if (Take(args, "hooks") is not null)
            losses.Add($"{args.GetPath()}.hooks is not carried over: write a MtaioFileHooks instead of a FileLifecycleHooks");
    }

    /// <summary>Braces in a path are words here, and were text there.</summary>
    static void DoubleBraces(JsonObject args)
    {
        var key = args.FirstOrDefault(p => string.Equals(p.Key, "path", StringComparison.OrdinalIgnoreCase)).Key;
        if (key is null || args[key] is not JsonValue value || !value.TryGetValue<string>(out var path)) return;
        args[key] = path.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);
    }

    static void ReadRollingFile(JsonObject args)
    {
        (string Word, string Interval)[] words = [("{Date}", "Day"), ("{Hour}", "Hour"), ("{HalfHour}", "30m")];
        if (Take(args, "pathFormat") is { } format)
        {
            var path = format.GetValue<string>();
            var found = Array.Find(words, w => path.Contains(w.Word, StringComparison.Ordinal));
            if (found.Word is not null)
            {
                AddFirst(args, "rollingInterval", found.Interval);
                path = path.Replace(found.Word, "", StringComparison.Ordinal);
            }
            AddFirst(args, "path", path);
            DoubleBraces(args);
        }
        if (Property(args, "outputTemplate") is null && Property(args, "formatter") is null)
            args["outputTemplate"] = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff zzz} [{Level}] {Message}{NewLine}{Exception}";
    }

    /// <summary>The file sinks inside, which have a queue of their own; other sinks stay inside.</summary>
    List<JsonNode>? WithoutAsync(JsonObject call, JsonObject args)
    {
        if (Property(args, "configure") is not JsonArray inside) return null;
        List<JsonNode> files = [.. inside.OfType<JsonObject>().Where(IsOurs)];
        if (files.Count == 0)
        {
            _keepsAsync = true;
            return null;
        }
        if (Property(args, "monitor") is not null)
            losses.Add($"{args.GetPath()}.monitor is not carried over: write a handle, whose Statistics have the length of the queue");
        foreach (var file in files)
        {
            inside.Remove(file);
            AddQueue((JsonObject)file["Args"]!, Property(args, "bufferSize"), IsTrue(Property(args, "blockWhenFull")));
        }
        if (inside.Count == 0)
        {
            LoseOthers(args, "configure", "bufferSize", "blockWhenFull", "monitor");
            LoseOthers(call, "Name", "Args");
            return files;
        }
        _keepsAsync = true;
        return [.. files, call.DeepClone()];
    }

    static void AddQueue(JsonObject args, JsonNode? bufferSize, bool blocks)
    {
        var batching = new JsonObject();
        if (bufferSize is not null) batching["queueLimit"] = bufferSize.DeepClone();
        if (!blocks) batching["overflow"] = "DropNewest";
        if (batching.Count > 0) args["options"] = new JsonObject { ["batching"] = batching };
    }

    void ReplaceUsing(JsonObject section)
    {
        var target = Property(section, "Serilog") as JsonObject ?? section;
        var kept = Property(target, "Using") switch
        {
            JsonArray list => list.Select(u => u!.ToString()).ToList(),
            JsonObject named => named.Select(u => u.Value!.ToString()).ToList(),
            _ => [],
        };
        kept.RemoveAll(u => Replaced.Contains(u, StringComparer.OrdinalIgnoreCase) && !(_keepsAsync && u is "Serilog.Sinks.Async"));
        Take(target, "Using");
        AddFirst(target, "Using", new JsonArray([Own, .. kept.Select(k => JsonValue.Create(k))]));
    }

    static bool IsCalls(string name) =>
        name.StartsWith("WriteTo", StringComparison.OrdinalIgnoreCase) || name.StartsWith("AuditTo", StringComparison.OrdinalIgnoreCase);

    static bool IsOurs(JsonObject call) => call["Name"]?.ToString() is "MtaioRollingFile";

    static bool IsTrue(JsonNode? value) => string.Equals(value?.ToString(), "true", StringComparison.OrdinalIgnoreCase);

    static JsonNode? Property(JsonObject from, string name) =>
        from.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    static void AddFirst(JsonObject to, string name, JsonNode value)
    {
        var others = to.ToList();
        to.Clear();
        to[name] = value;
        foreach (var (other, kept) in others) to[other] = kept;
    }

    static JsonNode? Take(JsonObject from, string name)
    {
        var key = from.FirstOrDefault(p => string.Equals(p.Key, name, StringComparison.OrdinalIgnoreCase)).Key;
        if (key is null) return null;
        var value = from[key];
        from.Remove(key);
        return value;
    }
}
