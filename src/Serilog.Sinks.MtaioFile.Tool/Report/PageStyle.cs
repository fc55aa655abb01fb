using System.Security.Cryptography;
using System.Text;

namespace Serilog.Sinks.MtaioFile.Tool.Report;

/// <summary>The style sheet of the page, and the policy that lets a browser use it and nothing else.</summary>
static class PageStyle
{
    static readonly string Css = Read();

    public static Html Element { get; } = new($"<style>{Css}</style>");

    /// <summary>A browser loads nothing, runs no script, and takes no style but this one, whatever else is on the page.</summary>
    public static Html Policy { get; } = Html.Of($"""
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{HashOf(Css)}'; base-uri 'none'"/>
        """);

    static string HashOf(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    static string Read()
    {
        using var resource = typeof(PageStyle).Assembly.GetManifestResourceStream("Report.Page.css")!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
