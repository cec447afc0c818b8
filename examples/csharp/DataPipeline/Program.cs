// A pipeline over real files: two are read at once, joined, and summed up in two ways at once; one summary is written to a file,
// and read again by a command. Every arrow has a type; nothing is a string that was not one before.
var folder = Directory.CreateTempSubdirectory("dagrs-example-").FullName;
var (pricesFile, ordersFile, totalsFile) = (Path.Combine(folder, "prices.csv"), Path.Combine(folder, "orders.csv"), Path.Combine(folder, "totals.csv"));
await File.WriteAllTextAsync(pricesFile, "apple,0.50\nbread,3.20\ncheese,12.00\n");
await File.WriteAllTextAsync(ordersFile, "ann,bread,2\nben,apple,10\nann,cheese,1\nben,bread,1\ncid,apple,4\n");

var graph = new DagBuilder();
var prices = graph.Add("read prices", async context =>
    (await ReadAsync(pricesFile, context.Cancel)).ToDictionary(row => row[0], row => decimal.Parse(row[1])));
var orders = graph.Add("read orders", async context =>
    (await ReadAsync(ordersFile, context.Cancel)).ConvertAll(row => new Order(row[0], row[1], int.Parse(row[2]))));
var sales = graph.Add("join", prices, orders, (price, all) =>
    all.ConvertAll(order => new Sale(order.Customer, order.Article, order.Count * price[order.Article])));
var totals = graph.Add("totals", sales, all =>
    all.GroupBy(sale => sale.Customer).ToDictionary(group => group.Key, group => group.Sum(sale => sale.Amount)));
var best = graph.Add("best article", sales, all =>
    all.GroupBy(sale => sale.Article).MaxBy(group => group.Sum(sale => sale.Amount))!.Key);
var write = graph.Add("write totals", totals, (all, cancel) =>
    File.WriteAllLinesAsync(totalsFile, all.OrderBy(total => total.Key).Select(total => $"{total.Key},{total.Value}"), cancel));
var count = graph.Add("count lines", new Command.Program(["sed", "-n", "$=", totalsFile]), null, write);

try
{
    var report = await graph.Build().RunAsync();
    foreach (var failed in report.FailedTasks)
    {
        Console.Error.WriteLine($"{failed.Task}: {failed.Outcome!.Words}");
    }

    if (report.Succeeded)
    {
        Console.Write(await File.ReadAllTextAsync(totalsFile));
        Console.WriteLine($"best: {report.GetValue(best)}, lines: {report.GetValue(count)}");
    }

    return report.Succeeded ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static async Task<List<string[]>> ReadAsync(string file, CancellationToken cancel) =>
    [.. (await File.ReadAllLinesAsync(file, cancel)).Select(line => line.Split(','))];

/// <summary>What somebody ordered.</summary>
internal sealed record Order(string Customer, string Article, int Count);

/// <summary>What he pays for it.</summary>
internal sealed record Sale(string Customer, string Article, decimal Amount);
