using System.Text;
using System.Text.Json;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>Reads of a JSON record what the report needs: mostly just the template, which is near the begin.</summary>
static class JsonDetails
{
    const int LongestTemplate = 400;

    static readonly byte[][] TemplateNames = [.. new[] { "@mt", "MessageTemplate" }.Select(Encoding.UTF8.GetBytes)];
    static readonly byte[][] MessageNames = [.. new[] { "@m", "Message", "RenderedMessage", "message" }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The template, or else what stands for it; null = the record has neither template nor message, or is no JSON.</summary>
    public static string? TemplateOf(ReadOnlySpan<byte> record)
    {
        try
        {
            string? message = null;
            var reader = new Utf8JsonReader(record);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isTemplate = IsOneOf(reader, TemplateNames);
                var isMessage = message is null && IsOneOf(reader, MessageNames);
                reader.Read();
                if (isTemplate && reader.TokenType == JsonTokenType.String) return Clip(reader.GetString()!);
                if (isMessage && reader.TokenType == JsonTokenType.String) message = MessagePattern.Of(reader.GetString());
                reader.Skip();
            }
            return message;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>All properties that are text, numbers or truth values, also those within "Properties".</summary>
    public static RecordFields FieldsOf(ReadOnlySpan<byte> record)
    {
        var fields = new RecordFields();
        try
        {
            var reader = new Utf8JsonReader(record);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject) AddFields(ref reader, fields);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // A torn record: what was read before the tear is as good as it gets.
        }
        return fields;
    }

    static void AddFields(ref Utf8JsonReader reader, RecordFields fields)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && name is "Properties") AddFields(ref reader, fields);
            else if (reader.TokenType == JsonTokenType.String) fields[name] = reader.GetString()!;
            else if (reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False)
            {
                fields[name] = Encoding.UTF8.GetString(reader.ValueSpan);
            }
            else reader.Skip();
        }
    }

    static bool IsOneOf(in Utf8JsonReader reader, byte[][] names)
    {
        foreach (var name in names)
        {
            if (reader.ValueTextEquals(name)) return true;
        }
        return false;
    }

    static string Clip(string template) => template.Length <= LongestTemplate ? template : template[..LongestTemplate] + '…';
}
