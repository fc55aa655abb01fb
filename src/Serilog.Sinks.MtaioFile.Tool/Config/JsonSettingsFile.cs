using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Serilog.Sinks.MtaioFile.Tool.Config;

/// <summary>
/// A file of settings in JSON, read as Microsoft.Extensions.Configuration reads it, comments and trailing commas included, with the place
/// of each key.
/// </summary>
sealed class JsonSettingsFile
{
    static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    readonly JsonPositions _positions;
    readonly Dictionary<string, JsonPosition> _places = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, string?> _values = new(StringComparer.OrdinalIgnoreCase);
    readonly List<ConfigurationMistake> _mistakes = [];

    JsonSettingsFile(string file, byte[] utf8)
    {
        _positions = new JsonPositions(file, utf8);
        try
        {
            Read(utf8);
        }
        catch (JsonException ex)
        {
            Add(_positions.Of(ex.LineNumber ?? 0, ex.BytePositionInLine ?? 0), "", $"is no JSON: {Reason(ex)}");
        }
    }

    /// <summary>The values by their paths, as a configuration has them.</summary>
    public IReadOnlyDictionary<string, string?> Values => _values;

    /// <summary>Mistakes for which the file cannot be read at all.</summary>
    public IReadOnlyList<ConfigurationMistake> Mistakes => _mistakes;

    /// <exception cref="ToolException">The file cannot be read.</exception>
    public static JsonSettingsFile Load(string path) => new(path, FileText.WithoutMark(FileText.Bytes(path)));

    public static JsonSettingsFile Parse(string path, byte[] utf8) => new(path, utf8);

    public JsonPosition? PlaceOf(string path) => _places.GetValueOrDefault(path);

    static string Reason(JsonException ex)
    {
        var end = ex.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? ex.Message : ex.Message[..end]).TrimEnd('.');
    }

    void Read(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            Add(_positions.Of(reader.TokenStartIndex), "", "is no configuration; write an object, { … }");
            return;
        }
        _places[""] = _positions.Of(reader.TokenStartIndex);
        ReadObject(ref reader, "");
        // Whatever is behind the object is a mistake that the reader tells.
        reader.Read();
    }

    void ReadObject(ref Utf8JsonReader reader, string path)
    {
        var isEmpty = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            isEmpty = false;
            var place = _positions.Of(reader.TokenStartIndex);
            var inner = Inside(path, Text(ref reader, path, place));
            reader.Read();
            ReadValue(ref reader, inner, place);
        }
        if (isEmpty && path.Length > 0) _values[path] = null;
    }

    void ReadList(ref Utf8JsonReader reader, string path)
    {
        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
            ReadValue(ref reader, Inside(path, count.ToString(CultureInfo.InvariantCulture)), _positions.Of(reader.TokenStartIndex));
        if (count == 0) _values[path] = "";
    }

    void ReadValue(ref Utf8JsonReader reader, string path, JsonPosition place)
    {
        _places.TryAdd(path, place);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, path);
                return;
            case JsonTokenType.StartArray:
                ReadList(ref reader, path);
                return;
        }
        if (!_values.TryAdd(path, Value(ref reader, path, place))) Add(place, path, $"{path}: is in the file twice; write it once");
    }

    /// <summary>The text of a name or a value. What is no text is a mistake, and is read as far as possible.</summary>
    string Text(ref Utf8JsonReader reader, string path, JsonPosition place)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            var text = Encoding.UTF8.GetString(reader.ValueSpan);
            var what = Utf8.IsValid(reader.ValueSpan)
                ? "has half a surrogate pair, which is no character"
                : "has bytes that are no UTF-8; save the file in UTF-8";
            var whole = reader.TokenType == JsonTokenType.PropertyName ? Inside(path, text) : path;
            Add(place, whole, $"{whole}: {what}");
            return text;
        }
    }

    string? Value(ref Utf8JsonReader reader, string path, JsonPosition place)
    {
        if (reader.TokenType == JsonTokenType.String) return Text(ref reader, path, place);
        using var value = JsonDocument.ParseValue(ref reader);
        return value.RootElement.ValueKind == JsonValueKind.Null ? null : value.RootElement.ToString();
    }

    static string Inside(string path, string name) => path.Length == 0 ? name : $"{path}:{name}";

    void Add(JsonPosition position, string path, string text) => _mistakes.Add(new ConfigurationMistake(position, path, text));
}
