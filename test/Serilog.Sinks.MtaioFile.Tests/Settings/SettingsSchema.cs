using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>The JSON schema of the settings, generated from the table by which the library reads them.</summary>
static class SettingsSchema
{
    const string Sinks = "mtaioSinks";
    const string Sink = "mtaioSink";
    const string Nested = "mtaioNested";

    static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Dictionary<string, SettingsTable> Tables = SettingsTable.Of(typeof(MtaioFileLoggerConfigurationExtensions));

    public static string Text() => Root().ToJsonString(Readable) + "\n";

    public static JsonObject ListOfSinks() => Reference(Sinks);

    static JsonObject Root()
    {
        var definitions = new JsonObject { [Sinks] = SinksOfDirective(), [Sink] = AnySink(), [Nested] = InsideOtherSinks() };
        foreach (var table in Tables.Values) definitions[table.Method] = Args(table);
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["Serilog"] = new JsonObject { ["type"] = "object", ["properties"] = Directives() },
            },
            ["definitions"] = definitions,
        };
    }

    static JsonObject Directives() => new() { ["WriteTo"] = Reference(Sinks), ["AuditTo"] = Reference(Sinks) };

    /// <summary>An array, or an object with a key of one's own for each sink.</summary>
    static JsonObject SinksOfDirective()
    {
        var nameAlone = new JsonObject { ["not"] = new JsonObject { ["enum"] = Names() } };
        var item = new JsonObject { ["allOf"] = new JsonArray(Reference(Sink), nameAlone) };
        return new JsonObject { ["items"] = item, ["additionalProperties"] = item.DeepClone() };
    }

    /// <summary>A sink of this library is strict; any other may have arguments that contain sinks of this library.</summary>
    static JsonObject AnySink()
    {
        var cases = Tables.Values.Select(t => (JsonNode)new JsonObject
        {
            ["if"] = IsNamed(new JsonObject { ["const"] = t.Method }),
            ["then"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["Name"] = true, ["Args"] = Reference(t.Method) },
                ["required"] = new JsonArray("Args"),
                ["additionalProperties"] = false,
            },
        });
        var other = new JsonObject
        {
            ["if"] = new JsonObject { ["not"] = IsNamed(new JsonObject { ["enum"] = Names() }) },
            ["then"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["Args"] = new JsonObject { ["additionalProperties"] = Reference(Nested) } },
            },
        };
        return new JsonObject { ["allOf"] = new JsonArray([.. cases, other]) };
    }

    static JsonObject InsideOtherSinks() => new()
    {
        ["items"] = Reference(Sink),
        ["properties"] = Directives(),
        ["additionalProperties"] = Reference(Sink),
    };

    static JsonObject Args(SettingsTable table)
    {
        var args = Place(table, SettingsTable.Args, $"The arguments of {table.Method}.");
        var properties = args["properties"]!.AsObject();
        if (!table.IsFileSink) return args;
        foreach (var option in table.In(SettingsTable.Options).Where(o => table.Resolve(SettingsTable.Args, o.Key) is not null))
        {
            properties.TryAdd(option.Key, ValueSchema.Of(option));
        }
        args["allOf"] = new JsonArray(NotBesideFormatter("outputTemplate"), NotBesideFormatter("formatProvider"));
        return args;
    }

    static JsonObject NotBesideFormatter(string name) => new()
    {
        ["not"] = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                ["formatter"] = new JsonObject { ["not"] = new JsonObject { ["enum"] = new JsonArray(null, "none") } },
            },
            ["required"] = new JsonArray("formatter", name),
        },
    };

    static JsonObject Place(SettingsTable table, string place, string description)
    {
        var properties = new JsonObject();
        foreach (var setting in table.In(place))
        {
            var inner = SettingsTable.Inside(place, setting.Key);
            properties[setting.Key] = table.IsPlace(inner)
                ? ValueSchema.OrNamed(setting, Place(table, inner, ValueSchema.DescriptionOf(setting)))
                : ValueSchema.Of(setting);
        }
        var schema = new JsonObject
        {
            ["description"] = description,
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        var required = table.In(place).Where(s => s.IsRequired).Select(s => (JsonNode?)s.Key).ToArray();
        if (required.Length > 0) schema["required"] = new JsonArray(required);
        return schema;
    }

    static JsonObject IsNamed(JsonObject name) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["Name"] = name },
        ["required"] = new JsonArray("Name"),
    };

    static JsonArray Names() => [.. Tables.Keys.Select(k => (JsonNode?)k)];

    static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };
}
