using System.Text;
using System.Text.Json;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Reporting;
using Dagrs.Core.Reporting.Reports.Html;
using Dagrs.Core.Tests.Events.Recording;

namespace Dagrs.Core.Tests.Reporting.Reports.Html;

/// <summary>Pages to be looked at, written once for all tests of a browser, into the folder that DAGRS_PAGES names, or one that goes with the tests.</summary>
public sealed class Pages : IDisposable
{
    private readonly bool _isGiven;

    public Pages()
    {
        var given = Environment.GetEnvironmentVariable("DAGRS_PAGES");
        _isGiven = !string.IsNullOrEmpty(given);
        Folder = _isGiven ? Directory.CreateDirectory(given!).FullName : Directory.CreateTempSubdirectory("dagrs-pages-").FullName;
        foreach (var name in Runs.All)
        {
            Write(name, Runs.Of(name));
        }

        foreach (var count in new[] { 1, 5, 40, 1000, 5000 })
        {
            Write($"example-{count}", ExampleRun.Of(count));
        }

        var spans = Spans();
        Write("times", spans);
        File.WriteAllText(Path.Combine(Folder, "times.json"), JsonSerializer.Serialize(spans.Tasks.ToDictionary(task => task.Id, task => Times.Words(task.Duration))));
    }

    public string Folder { get; }

    internal static string Text(RecordedRun run)
    {
        using var bytes = new MemoryStream();
        HtmlReport.Write(run, bytes);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    public void Dispose()
    {
        if (!_isGiven)
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    // Times around every limit of the words for them, and any.
    private static RecordedRun Spans()
    {
        var random = new Random(3);
        var ticks = new List<long> { 0, 1, 4999, 5000, 5001, 9_994_999, 9_995_000, 10_050_000, 10_049_999, 599_949_999, 599_950_000, 600_000_000, 605_000_000, 615_000_000, 605_000_001, 35_995_000_000, 35_994_999_999, 36_000_000_000, 100L * 36_000_000_000 };
        ticks.AddRange(Enumerable.Range(0, 700).Select(_ => (long)Math.Pow(10, random.NextDouble() * 12)));
        var tasks = ticks.Select((span, number) => Runs.Done($"span-{number}", number, 0, 0) with { Duration = TimeSpan.FromTicks(span) }).ToList();
        return Runs.Empty() with { Jobs = tasks.Count, Duration = tasks.Max(task => task.Duration), Tasks = tasks };
    }

    private void Write(string name, RecordedRun run) => File.WriteAllText(Path.Combine(Folder, name + ".html"), Text(run));
}
