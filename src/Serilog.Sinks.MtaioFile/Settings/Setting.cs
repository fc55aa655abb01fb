using System.Reflection;
using System.Text.Json;
using Serilog.Core;

namespace Serilog.Sinks.MtaioFile.Settings;

/// <summary>One setting: a parameter of a sink method, or a property of its options.</summary>
/// <param name="Name">The name in C#; in JSON its case does not matter.</param>
/// <param name="Type">The type in C#.</param>
/// <param name="Default">The value of a setting that is not given.</param>
/// <param name="IsRequired">Whether the sink has no default for it.</param>
/// <param name="Property">The property to set; null for a parameter.</param>
sealed record Setting(string Name, Type Type, object? Default, bool IsRequired, PropertyInfo? Property)
{
    public string Key => JsonNamingPolicy.CamelCase.ConvertName(Name);

    public Type ValueType => Nullable.GetUnderlyingType(Type) ?? Type;

    /// <summary>Whether the value is a text, a number or another value, not an object.</summary>
    public bool IsPlain => ValueType.IsValueType || Type == typeof(string);

    public bool AllowsNull => !IsRequired && (Default is null || ValueType != Type);

    /// <summary>Whether the word "none" means null; the settings library takes it for the name of a switch.</summary>
    public bool AllowsNone => AllowsNull && Type != typeof(LoggingLevelSwitch);

    public bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}
