using Serilog.Events;
using Serilog.Parsing;

namespace Serilog.Sinks.MtaioFile.Reader.Parsing;

/// <summary>Message templates of which a short record cannot make a text of gigabytes, as <c>{A,2000000000}</c> would.</summary>
static class BoundedTemplate
{
    const int MostCharacters = 1000;

    /// <summary>The template, without widths and precisions of more than 1,000 characters.</summary>
    public static MessageTemplate Of(MessageTemplate template) =>
        template.Tokens.Any(IsExcessive)
            ? new MessageTemplate(template.Text, template.Tokens.Select(t => IsExcessive(t) ? Plain((PropertyToken)t) : t))
            : template;

    static bool IsExcessive(MessageTemplateToken token) =>
        token is PropertyToken property && (property.Alignment is { Width: > MostCharacters } || IsPrecise(property.Format));

    /// <summary>A standard format of numbers is a letter and the number of digits.</summary>
    static bool IsPrecise(string? format) =>
        format is { Length: > 4 } && char.IsAsciiLetter(format[0]) && !format.AsSpan(1).ContainsAnyExceptInRange('0', '9');

    static PropertyToken Plain(PropertyToken token) => new(token.PropertyName, token.ToString(), destructuring: token.Destructuring);
}
