namespace Sample;

sealed record Product(int Id, string Name, decimal Price);

sealed record OrderLine(int ProductId, int Quantity);

sealed record Order(int Id, string Customer, OrderLine[] Lines);

/// <summary>The business of the application: enough of it to have something to log.</summary>
sealed class Shop(ILogger<Shop> logger)
{
    public const int Products = 100;

    public const string PaymentDetail = "The bank is asked to pay for order";
    public const string OrderDetail = "is placed";

    static readonly TimeSpan ReportTime = TimeSpan.FromMilliseconds(20);

    public Product? Find(int id)
    {
        if (id is < 1 or > Products)
        {
            logger.LogInformation("There is no product {ProductId}", id);
            return null;
        }
        return new Product(id, $"Crème brûlée №{id}", 2.50m + id);
    }

    /// <summary>Takes an order, or says what is wrong with it.</summary>
    public Dictionary<string, string[]> Place(Order order)
    {
        var errors = new Dictionary<string, string[]>();
        if (order.Customer.Length == 0) errors[nameof(Order.Customer)] = ["is missing"];
        if (order.Lines.Any(l => l.Quantity < 1)) errors[nameof(Order.Lines)] = ["a quantity is below 1"];
        if (errors.Count > 0) logger.LogWarning("Order {OrderId} is refused: {Errors}", order.Id, errors);
        else logger.LogInformation("Order {OrderId} of {Customer} " + OrderDetail + ": {@Lines}", order.Id, order.Customer, order.Lines);
        return errors;
    }

    public async Task<string> ReportAsync(int month)
    {
        await Task.Delay(ReportTime);
        logger.LogInformation("The report for month {Month} is ready", month);
        return $"month {month}: all well";
    }

    public string Pay(int orderId)
    {
        logger.LogInformation(PaymentDetail + " {OrderId}", orderId);
        throw new InvalidOperationException($"the bank does not answer for order {orderId}");
    }
}
