using System;
using System.IO;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Makes the texts of the package's page: README.md, and the section of CHANGELOG.md for the version. Their links lead to the repository if
/// its address is known, and are plain text otherwise.
/// </summary>
public sealed class PackagePage : Task
{
    /// <summary>The folder with both files.</summary>
    [Required]
    public string Repository { get; set; }

    [Required]
    public string PackageVersion { get; set; }

    /// <summary>The address of the repository, for example <c>https://github.com/owner/name</c>; empty = not known.</summary>
    public string Address { get; set; }

    /// <summary>The commit that the links lead to.</summary>
    public string Commit { get; set; }

    /// <summary>The README is written to this file.</summary>
    [Required]
    public string PackedReadme { get; set; }

    [Output]
    public string ReleaseNotes { get; set; }

    public override bool Execute()
    {
        var links = new PageLinks(Repository, Address, Commit);
        Directory.CreateDirectory(Path.GetDirectoryName(PackedReadme));
        File.WriteAllText(PackedReadme, links.Rewrite(Read("README.md")));
        // What a version before a release changes is not released yet.
        var section = PackageVersion.Contains("-") ? "Unreleased" : PackageVersion;
        var pattern = @"^## \[" + Regex.Escape(section) + @"\][^\n]*\n(.*?)(?=^## |\z)";
        var notes = Regex.Match(Read("CHANGELOG.md"), pattern, RegexOptions.Multiline | RegexOptions.Singleline);
        if (!notes.Success) Log.LogError("CHANGELOG.md has no section [{0}]", section);
        ReleaseNotes = links.Rewrite(notes.Groups[1].Value).Trim();
        return !Log.HasLoggedErrors;
    }

    string Read(string file) => File.ReadAllText(Path.Combine(Repository, file)).Replace("\r\n", "\n");
}

/// <summary>The links of Markdown that is shown outside of the repository.</summary>
sealed class PageLinks
{
    const string Block = @"^(?<fence>```+|~~~+).*?^\k<fence>[^\n]*$";
    const string Image = @"!\[[^\]]*\]\([^)]*\)";

    static readonly Regex Link = new Regex(
        Block + @"|`[^`\n]+`|(?<image>!?)\[(?<text>(?:" + Image + @"|[^\[\]])*)\]\((?<target>[^)\s]+)(?<title>[^)]*)\)",
        RegexOptions.Multiline | RegexOptions.Singleline);
    static readonly Regex BlankLines = new Regex(Block + @"|\n(?:[ \t]*\n){2,}", RegexOptions.Multiline | RegexOptions.Singleline);
    static readonly Regex Absolute = new Regex("^(?:#|[a-z]+:)", RegexOptions.IgnoreCase);

    readonly string _repository;
    readonly string _pages;
    readonly string _files;

    public PageLinks(string repository, string address, string commit)
    {
        _repository = repository;
        // Another kind of address, such as that of a folder, is none that a reader could open.
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !uri.Scheme.StartsWith("http", StringComparison.Ordinal)) return;
        var root = Regex.Replace(address.TrimEnd('/'), @"\.git$", "");
        var version = string.IsNullOrEmpty(commit) ? "HEAD" : commit;
        _pages = root + "/blob/" + version + "/";
        // Package pages load pictures from this host, but not from where it would redirect to.
        _files = uri.Host == "github.com"
            ? root.Replace("//github.com/", "//raw.githubusercontent.com/") + "/" + version + "/"
            : root + "/raw/" + version + "/";
    }

    public string Rewrite(string markdown)
    {
        var rewritten = Link.Replace(markdown, m => m.Groups["target"].Success ? Rewrite(m) : m.Value);
        return BlankLines.Replace(rewritten, m => m.Groups["fence"].Success ? m.Value : "\n\n");
    }

    string Rewrite(Match link)
    {
        var (text, target, title) = (link.Groups["text"].Value, link.Groups["target"].Value, link.Groups["title"].Value);
        if (link.Groups["image"].Length > 0) return Picture(target) is { } picture ? "![" + text + "](" + picture + title + ")" : "";
        text = Rewrite(text);
        if (text.Length == 0) return "";
        if (Absolute.IsMatch(target)) return "[" + text + "](" + target + title + ")";
        return _pages is null ? text : "[" + text + "](" + _pages + target + title + ")";
    }

    /// <summary>Package pages show no SVG: the PNG of the same name, or no picture.</summary>
    string Picture(string target)
    {
        if (Absolute.IsMatch(target)) return target;
        var file = Path.ChangeExtension(target, ".png");
        return _files is null || !File.Exists(Path.Combine(_repository, file)) ? null : _files + file;
    }
}
