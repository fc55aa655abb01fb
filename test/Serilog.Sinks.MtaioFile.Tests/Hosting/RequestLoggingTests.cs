using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Serilog.Sinks.MtaioFile.Tests.Support;

namespace Serilog.Sinks.MtaioFile.Tests.Hosting;

/// <summary>A web application with UseSerilogRequestLogging logs one event for each request, with the trace of the caller.</summary>
[Collection(ProcessWideState.Name)]
public sealed class RequestLoggingTests : HostedLogUnderTest
{
    const string Requests = "HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.0000} ms";

    [Fact]
    public async Task EveryRequestIsLoggedOnceWithItsStatus()
    {
        await using (var app = Application())
        {
            await app.StartAsync();
            using var client = BuiltHost.Client(app);
            await Task.WhenAll(
                Enumerable.Range(0, 50).Select(n => client.GetAsync(new Uri($"/{(n % 5 == 0 ? "fail" : "good")}/{n}", UriKind.Relative))));
            await app.StopAsync();
        }
        var requests = Folder.Clef("app.clef").Where(l => l.Text("@mt") == Requests).ToList();
        Assert.Equal(Enumerable.Range(0, 50), requests.Select(r => int.Parse(r.Text("RequestPath")!.Split('/')[2])).Order());
        Assert.All(requests, r => Assert.Equal(Expected(r.Text("RequestPath")!), (r.Text("StatusCode"), r.Text("@l"))));

        static (string?, string?) Expected(string path) =>
            path.StartsWith("/fail", StringComparison.Ordinal) ? ("500", "Error") : ("200", null);
    }

    [Fact]
    public async Task AllEventsOfARequestHaveTheTraceOfTheCaller()
    {
        const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        await using (var app = Application())
        {
            await app.StartAsync();
            using var client = BuiltHost.Client(app);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/good/1", UriKind.Relative))
            {
                Headers = { { "traceparent", $"00-{TraceId}-00f067aa0ba902b7-01" } },
            };
            (await client.SendAsync(request)).EnsureSuccessStatusCode();
            (await client.GetAsync(new Uri("/good/2", UriKind.Relative))).EnsureSuccessStatusCode();
            await app.StopAsync();
        }
        var events = Folder.Clef("app.clef").ToLookup(l => l.Text("RequestPath"));
        Assert.Equal(2, events["/good/1"].Count());
        Assert.All(events["/good/1"], l => Assert.Equal(TraceId, l.Text("@tr")));
        Assert.Single(events["/good/1"].Select(l => l.Text("@sp")).Distinct());
        Assert.DoesNotContain(TraceId, events["/good/2"].Select(l => l.Text("@tr")));
        Assert.All(events["/good/2"], l => Assert.Matches("^[0-9a-f]{32}$", l.Text("@tr")));
    }

    WebApplication Application()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSerilog(log => log
            .MinimumLevel.Override("Microsoft", Events.LogEventLevel.Warning)
            .MinimumLevel.Override("Microsoft.AspNetCore.Server.Kestrel", Events.LogEventLevel.Fatal)
            .Enrich.FromLogContext()
            .WriteTo.MtaioJsonFile(Folder["app.clef"]));
        var app = builder.Build();
        app.UseSerilogRequestLogging();
        app.Run(async context =>
        {
            app.Logger.LogInformation("working");
            await Task.Yield();
            if (context.Request.Path.StartsWithSegments("/fail")) throw new InvalidOperationException("no");
            await context.Response.WriteAsync("done");
        });
        return app;
    }
}
