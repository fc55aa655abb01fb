using System.Runtime.CompilerServices;

namespace Serilog.Sinks.MtaioFile.Tests.Support;

/// <summary>
/// Snapshot tests in the form of the Verify library: the text is compared with <c>Class.Method.verified.txt</c> beside the test;
/// if it differs, it is saved as <c>Class.Method.received.txt</c>.
/// </summary>
static class Verifier
{
    public static async Task Verify(string text, [CallerFilePath] string file = "", [CallerMemberName] string method = "")
    {
        var stem = Path.Combine(Path.GetDirectoryName(file)!, $"{Path.GetFileNameWithoutExtension(file)}.{method}");
        var (verified, received) = ($"{stem}.verified.txt", $"{stem}.received.txt");
        var actual = Normalize(text);
        var expected = System.IO.File.Exists(verified) ? Normalize(await System.IO.File.ReadAllTextAsync(verified)) : null;
        if (actual == expected)
        {
            System.IO.File.Delete(received);
            return;
        }
        await System.IO.File.WriteAllTextAsync(received, actual);
        Assert.Fail(
            expected is null
                ? $"nothing is verified yet; look at {received} and rename it"
                : $"differs from what is verified; compare {received}\n{actual}");
    }

    static string Normalize(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');
}
