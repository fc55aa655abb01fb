using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using System.Xml;
using System.Xml.Linq;

namespace Serilog.Sinks.MtaioFile.Tool.Migration;

/// <summary>Finds out which library a configuration is for, and migrates it.</summary>
static class ConfigurationSource
{
    const string Known = "known are appsettings.json with Serilog.Sinks.File, nlog.config of NLog and the XML of log4net";

    static readonly JsonDocumentOptions Json = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="ToolException">The file is for none of the known libraries.</exception>
    public static JsonObject Migrate(string path, Losses losses)
    {
        var bytes = FileText.Bytes(path);
        var first = bytes.AsSpan().TrimStart("\uFEFF \t\r\n"u8);
        return first.StartsWith("<"u8) || !first.StartsWith("{"u8) && !first.StartsWith("/"u8)
            ? FromXml(path, bytes, losses)
            : FromJson(path, bytes, losses);
    }

    static JsonObject FromJson(string path, byte[] bytes, Losses losses)
    {
        try
        {
            var text = FileText.WithoutMark(bytes);
            if (!Utf8.IsValid(text)) throw new ToolException($"{path} has bytes that are no UTF-8; save the file in UTF-8");
            ReadStrings(text);
            if (JsonNode.Parse(text, documentOptions: Json) is not JsonObject settings) throw Unknown(path);
            var migration = new SerilogFileMigration(settings, losses);
            var migrated = migration.Migrate();
            return migration.HasFound ? migrated : throw new ToolException($"{path} has no sink File of Serilog.Sinks.File; {Known}");
        }
        catch (JsonException ex)
        {
            throw new ToolException($"{path} is no JSON: {ex.Message}");
        }
        catch (InvalidOperationException)
        {
            throw new ToolException($"{path} has half a surrogate pair, which is no character; mtaiolog config check says where");
        }
        catch (ArgumentException ex) when (ex.GetType() == typeof(ArgumentException))
        {
            // Two keys of one name.
            throw new ToolException($"{path} has a key twice: {ex.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>A node reads the text of a string only when it is asked for it.</summary>
    /// <exception cref="InvalidOperationException">A string is no text.</exception>
    static void ReadStrings(ReadOnlySpan<byte> text)
    {
        var options = new JsonReaderOptions { CommentHandling = Json.CommentHandling, AllowTrailingCommas = Json.AllowTrailingCommas };
        var reader = new Utf8JsonReader(text, options);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) reader.GetString();
        }
    }

    static JsonObject FromXml(string path, byte[] bytes, Losses losses)
    {
        var root = Xml(path, bytes);
        if (Find(root, "nlog") is { } nlog) return new NLogMigration(nlog, losses).Migrate();
        return Find(root, "log4net") is { } log4net ? new Log4NetMigration(log4net, losses).Migrate() : throw Unknown(path);
    }

    /// <summary>The file may be an App.config with a section of the library.</summary>
    static XElement? Find(XElement root, string name) => root.DescendantsAndSelf().FirstOrDefault(e => XmlValues.Is(e, name));

    static XElement Xml(string path, byte[] bytes)
    {
        try
        {
            // Neither a document type nor an address is followed.
            var safe = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            using var reader = XmlReader.Create(new MemoryStream(bytes), safe);
            return XDocument.Load(reader, LoadOptions.SetLineInfo).Root!;
        }
        catch (XmlException ex)
        {
            throw new ToolException($"{path} is no XML: {ex.Message}");
        }
    }

    static ToolException Unknown(string path) => new($"{path} is no configuration of a known library; {Known}");
}
