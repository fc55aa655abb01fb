namespace Sample;

/// <summary>A kind of request, and the status that it is to be answered with.</summary>
sealed record RequestKind(int Status, Func<int, HttpRequestMessage> Create);

/// <summary>Which requests are sent: the number decides, so that every run sends the same.</summary>
static class RequestKinds
{
    static readonly RequestKind Product = new(200, n => new(HttpMethod.Get, Path($"/products/{(n % Shop.Products) + 1}")));
    static readonly RequestKind MissingProduct = new(404, n => new(HttpMethod.Get, Path($"/products/{Shop.Products + n}")));
    static readonly RequestKind Order = new(201, n => Post(new Order(n, $"Åsa {n % 7} \"Wörld\"", [new(n % 10, 1), new(n % 9, 2)])));
    static readonly RequestKind BadOrder = new(400, n => Post(new Order(n, "", [new(1, 0)])));
    static readonly RequestKind Report = new(200, n => new(HttpMethod.Get, Path($"/reports/{(n % 12) + 1}")));
    static readonly RequestKind Payment = new(500, n => new(HttpMethod.Post, Path($"/payments/{n}")));

    /// <summary>
    /// Of twenty requests one is for a report, two are bad orders, two for a missing product, one is a payment that fails.
    /// </summary>
    public static RequestKind Of(int number) => (number % 20) switch
    {
        3 => Report,
        7 or 17 => BadOrder,
        11 or 18 => MissingProduct,
        13 => Payment,
        var other when other % 2 == 0 => Product,
        _ => Order,
    };

    static HttpRequestMessage Post(Order order) => new(HttpMethod.Post, Path("/orders")) { Content = JsonContent.Create(order) };

    static Uri Path(string path) => new(path, UriKind.Relative);
}
