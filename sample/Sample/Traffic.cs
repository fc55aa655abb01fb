using System.Diagnostics;
using System.Globalization;

namespace Sample;

/// <summary>What the shop answered: a status for each request number, and how long it took altogether.</summary>
sealed record Answers(IReadOnlyDictionary<int, int> StatusOf, IReadOnlyList<int> Unexpected, TimeSpan Elapsed)
{
    public int Count => StatusOf.Count;

    public IEnumerable<int> Failing => StatusOf.Where(s => s.Value >= StatusCodes.Status500InternalServerError).Select(s => s.Key);
}

/// <summary>Sends the requests, each with its number, several at a time.</summary>
static class Traffic
{
    public const int Requests = 10_000;

    const int AtATime = 16;
    const string NumberHeader = "X-Request-Number";

    public static int NumberOf(HttpRequest request) => int.Parse(request.Headers[NumberHeader].ToString(), CultureInfo.InvariantCulture);

    public static async Task<Answers> SendAsync(Uri address, TextWriter output)
    {
        output.WriteLine($"The shop is open at {address}; sending {Requests:N0} requests");
        // The way to the shop is short, whatever proxy the machine has.
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address };
        using var progress = new Progress(output, Requests);
        var start = Stopwatch.GetTimestamp();
        var status = new int[Requests + 1];
        await Parallel.ForAsync(1, Requests + 1, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (number, cancellation) =>
        {
            using var request = RequestKinds.Of(number).Create(number);
            request.Headers.Add(NumberHeader, $"{number}");
            using var response = await client.SendAsync(request, cancellation);
            status[number] = (int)response.StatusCode;
            progress.Advance();
        });
        var statusOf = Enumerable.Range(1, Requests).ToDictionary(n => n, n => status[n]);
        int[] unexpected = [.. statusOf.Where(s => s.Value != RequestKinds.Of(s.Key).Status).Select(s => s.Key)];
        return new Answers(statusOf, unexpected, Stopwatch.GetElapsedTime(start));
    }
}
