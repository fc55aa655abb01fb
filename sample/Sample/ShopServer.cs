using Serilog;
using Serilog.Events;

namespace Sample;

/// <summary>Runs the shop on a free loopback port for as long as something is done with it.</summary>
static class ShopServer
{
    public static async Task<T> RunAsync<T>(EventTally tally, Func<Uri, Task<T>> whileItRuns)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        Log.Logger = new LoggerConfiguration()
            .ReadFrom.Configuration(builder.Configuration)
            .WriteTo.MtaioTransactions(to => to.Sink(tally))
            .CreateLogger();
        try
        {
            await using var app = Build(builder);
            await app.StartAsync();
            app.Logger.LogInformation("The shop is open at {Address}", app.Urls.First());
            var result = await whileItRuns(new Uri(app.Urls.First()));
            await app.StopAsync();
            app.Logger.LogInformation("The shop is closed");
            return result;
        }
        finally
        {
            await Log.CloseAndFlushAsync();
        }
    }

    static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSerilog();
        builder.Services.AddProblemDetails();
        builder.Services.AddSingleton<Shop>();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseSerilogRequestLogging(options =>
        {
            options.MessageTemplate =
                "HTTP {RequestMethod} {RequestPath} responded {StatusCode} in {Elapsed:0.00} ms (request {RequestNumber})";
            options.EnrichDiagnosticContext = (diagnostics, context) => diagnostics.Set("RequestNumber", Traffic.NumberOf(context.Request));
            options.GetLevel = (context, _, failure) => LevelOf(context.Response.StatusCode, failure);
        });
        app.UseRequestTransactions();
        Endpoints.Map(app);
        return app;
    }

    static LogEventLevel LevelOf(int status, Exception? failure) =>
        failure is not null || status >= StatusCodes.Status500InternalServerError ? LogEventLevel.Error
        : status >= StatusCodes.Status400BadRequest ? LogEventLevel.Warning
        : LogEventLevel.Information;
}
