namespace Sample;

/// <summary>What the shop answers to.</summary>
static class Endpoints
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/products/{id:int}", (int id, Shop shop) => shop.Find(id) is { } product ? Results.Ok(product) : Results.NotFound());
        app.MapPost("/orders", (Order order, Shop shop) => shop.Place(order) is { Count: > 0 } errors
            ? Results.ValidationProblem(errors)
            : Results.Created($"/orders/{order.Id}", order));
        app.MapGet("/reports/{month:int}", (int month, Shop shop) => shop.ReportAsync(month));
        app.MapPost("/payments/{orderId:int}", (int orderId, Shop shop) => shop.Pay(orderId));
    }
}
