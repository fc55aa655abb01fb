using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serilog.Sinks.MtaioFile.Settings;

namespace Serilog.Sinks.MtaioFile.Tests.Settings;

/// <summary>The JSON schema of the settings, generated from the table by which the library reads them.</summary>
static class SettingsSchema
{
    const string Sink = "mtaioSink";
    const string Nested = "mtaioNested";

    static readonly string[] All = [Directive.WriteTo, Directive.AuditTo, Directive.Enrich];

    static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Dictionary<string, SettingsTable> Tables = SettingsTable.Of(
        typeof(MtaioFileLoggerConfigurationExtensions), typeof(MtaioEnrichmentLoggerConfigurationExtensions));

    public static string Text() => Root().ToJsonString(Readable) + "\n";

    public static JsonObject ListOfSinks() => Reference(ListIn(Directive.WriteTo));

    static JsonObject Root()
    {
        var definitions = new JsonObject { [Sink] = AnySink(), [Nested] = InsideOtherSinks() };
        foreach (var directive in All) definitions[ListIn(directive)] = CallsIn(directive);
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

    static string ListIn(string directive) => $"mtaio{directive}";

    static JsonObject Directives() => [.. All.Select(d => KeyValuePair.Create(d, (JsonNode?)Reference(ListIn(d))))];

    /// <summary>An array, or an object with a key of one's own for each call.</summary>
    static JsonObject CallsIn(string directive)
    {
        var others = Names(t => !t.Directives.Contains(directive));
        var alone = new JsonObject { ["enum"] = Names(t => !t.Directives.Contains(directive) || NeedsArgs(t)) };
        var rules = new JsonArray(Reference(Sink), Not(alone), Not(IsNamed(new JsonObject { ["enum"] = others })));
        if (directive == Directive.AuditTo) rules.Add(WithoutQueue());
        var item = new JsonObject { ["allOf"] = rules };
        return new JsonObject { ["items"] = item, ["additionalProperties"] = item.DeepClone() };
    }

    /// <summary>What has no effect without a queue.</summary>
    static JsonObject WithoutQueue()
    {
        static JsonObject Without(params string[] names) => [.. names.Select(n => KeyValuePair.Create(n, (JsonNode?)false))];
        var args = Without("flushOnLevel", "retryTimeLimit");
        args[SettingsTable.Options] = new JsonObject { ["properties"] = Without("batching", "flushOnLevel", "retryTimeLimit") };
        return new JsonObject
        {
            ["if"] = IsNamed(new JsonObject { ["enum"] = Names(t => t.IsFileSink) }),
            ["then"] = new JsonObject { ["properties"] = new JsonObject { ["Args"] = new JsonObject { ["properties"] = args } } },
        };
    }

    static bool NeedsArgs(SettingsTable table) => table.In(SettingsTable.Args).Any(s => s.IsRequired);

    /// <summary>A sink of this library is strict; any other may have arguments that contain sinks of this library.</summary>
    static JsonObject AnySink()
    {
        var cases = Tables.Values.Select(t => (JsonNode)new JsonObject
        {
            ["if"] = IsNamed(new JsonObject { ["const"] = t.Method }),
            ["then"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["Name"] = true, ["Args"] = Reference(t.Method) },
                ["required"] = new JsonArray(NeedsArgs(t) ? ["Args"] : []),
                ["additionalProperties"] = false,
            },
        });
        var other = new JsonObject
        {
            ["if"] = Not(IsNamed(new JsonObject { ["enum"] = Names(_ => true) })),
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
        // What Serilog.Sinks.File accepts.
        if (table.Method == nameof(MtaioFileLoggerConfigurationExtensions.MtaioRollingFile)) return args;
        args["allOf"] = new JsonArray(
            NotBeside("formatter", "outputTemplate"),
            NotBeside("formatter", "formatProvider"),
            NotBeside("levelSwitch", "restrictedToMinimumLevel"));
        return args;
    }

    static JsonObject NotBeside(string other, string name) => Not(new JsonObject
    {
        ["properties"] = new JsonObject { [other] = Not(new JsonObject { ["enum"] = new JsonArray(null, "none") }) },
        ["required"] = new JsonArray(other, name),
    });

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

    static JsonObject Not(JsonObject schema) => new() { ["not"] = schema };

    static JsonArray Names(Func<SettingsTable, bool> which) => [.. Tables.Values.Where(which).Select(t => (JsonNode?)t.Method)];

    static JsonObject Reference(string definition) => new() { ["$ref"] = $"#/definitions/{definition}" };
}
