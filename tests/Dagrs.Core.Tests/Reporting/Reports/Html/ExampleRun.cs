using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Tests.Events.Recording;

namespace Dagrs.Core.Tests.Reporting.Reports.Html;

/// <summary>
/// A run as people have it, of any size: parts of a product that are restored, built, checked, tested and packed, with a few failures. It is what pages are
/// looked at with. Each call gives the same.
/// </summary>
internal sealed class ExampleRun
{
    private static readonly string[] Parts =
        ["Core", "Web shop", "Accounts", "Search", "Billing", "Mail", "Warehouse", "Reports", "Mobile app", "Admin console", "Payments", "Catalogue", "Recommendations", "Image service", "Tax rules", "Notifications"];

    private static readonly (string Id, string Name, double Least, double Most)[] Steps =
    [
        ("restore", "Restore packages", 2, 8), ("build", "Build", 6, 50), ("lint", "Lint", 1, 9), ("unit", "Unit tests", 5, 40), ("integration", "Integration tests against a real database", 20, 90), ("pack", "Pack", 1, 6),
    ];

    private readonly Random _random = new(7);
    private readonly List<RecordedTask> _tasks = [];
    private readonly int _jobs;

    private ExampleRun(int count, int jobs)
    {
        _jobs = jobs;
        for (var part = 0; _tasks.Count < count; part++)
        {
            AddPart(part, count);
        }
    }

    public static RecordedRun Of(int count) => new ExampleRun(count, count < 10 ? 4 : count < 100 ? 6 : 16).Run();

    private void AddPart(int part, int most)
    {
        var name = Parts[part % Parts.Length] + (part < Parts.Length ? "" : $" {(part / Parts.Length) + 1}");
        var first = _tasks.Count;
        foreach (var (index, step) in Steps.Index().TakeWhile(step => first + step.Index < most))
        {
            List<int> after = index switch { 0 => [], 1 => [first], 5 => [first + 2, first + 3, first + 4], _ => [first + 1] };
            if (index == 1 && part > 0)
            {
                after.Add((part - 1) / 2 * Steps.Length + 1); // builds on the build of another part
            }

            var id = $"{name.ToLowerInvariant().Replace(' ', '-')}-{step.Id}";
            _tasks.Add(Runs.Done(id, 0, 0, 0) with
            {
                Name = $"{step.Name}: {name}",
                Command = index == 4 ? $"docker compose up --detach database\n./wait-for.sh localhost:5432\ndotnet test tests/{name.Replace(" ", "")}.Integration --no-build --logger trx" : $"dotnet {step.Id} src/{name.Replace(" ", "")} --nologo",
                Path = part % 3 == 2 ? "services/dagrs.yaml" : "dagrs.yaml",
                Line = 4 + (first * 5) + (index * 6),
                After = after,
                Tags = index is 3 or 4 ? ["test"] : [],
                Duration = TimeSpan.FromSeconds(step.Least + (_random.NextDouble() * (step.Most - step.Least))),
                Resources = index == 4 ? new Dictionary<string, long> { ["database"] = 1 } : new Dictionary<string, long>(),
                Results = index == 5 ? new Dictionary<string, string> { ["version"] = $"2.{part}.0", ["file"] = $"artifacts/{id}.nupkg" } : new Dictionary<string, string>(),
            });
        }
    }

    private RecordedRun Run()
    {
        var free = new TimeSpan[_jobs];
        var ends = new TimeSpan[_tasks.Count];
        var from = new int[_tasks.Count];
        var left = _tasks.Select(task => task.After.Count).ToArray();
        var next = _tasks.Index().SelectMany(task => task.Item.After.Select(before => (before, task.Index))).ToLookup(edge => edge.before, edge => edge.Index);
        var ready = new PriorityQueue<int, (TimeSpan, int)>(left.Index().Where(task => task.Item == 0).Select(task => (task.Index, (TimeSpan.Zero, task.Index))));
        while (ready.TryDequeue(out var task, out _))
        {
            Place(task, free);
            ends[task] = _tasks[task].End;
            from[task] = _tasks[task].After.Count == 0 ? -1 : _tasks[task].After.MaxBy(before => ends[before]);
            foreach (var one in next[task].Where(one => --left[one] == 0))
            {
                ready.Enqueue(one, (Ready(one), one));
            }
        }

        var end = ends.Max();
        var critical = new List<int>();
        for (var task = Array.IndexOf(ends, end); task >= 0; task = from[task])
        {
            critical.Insert(0, task);
        }

        return new()
        {
            Id = "8f3c21d09ab4e7f6",
            Version = "0.1.0",
            File = "dagrs.yaml",
            Folder = "/home/ann/shop",
            Start = new(2026, 11, 26, 14, 5, 9, TimeSpan.FromHours(1)),
            Duration = end,
            ExitCode = _tasks.All(task => task.State.IsGood()) ? 0 : 1,
            Jobs = _jobs,
            Tasks = _tasks,
            CriticalPath = critical,
            Resources = new Dictionary<string, long> { ["database"] = 2 },
        };
    }

    private TimeSpan Ready(int task) => _tasks[task].After.Select(before => _tasks[before].End).DefaultIfEmpty().Max();

    private void Place(int task, TimeSpan[] free)
    {
        var one = _tasks[task];
        if (one.After.FirstOrDefault(before => !_tasks[before].State.IsGood(), -1) is >= 0 and var bad)
        {
            var failed = _tasks[bad].Because ?? bad;
            _tasks[task] = one with { State = TaskState.NotRun, Words = $"not run: '{_tasks[failed].Id}' failed", Because = failed, ExitCode = null, Slot = null, Duration = TimeSpan.Zero, Attempts = [] };
            return;
        }

        var ready = Ready(task);
        var slot = Array.IndexOf(free, free.Min());
        var start = free[slot] > ready ? free[slot] : ready;
        free[slot] = start + one.Duration;
        one = one with { Slot = slot, Ready = ready, Start = start, WaitedFor = start == ready ? null : one.Resources.Count > 0 ? "database" : "slot", Attempts = [new(start, one.Duration, "succeeded")] };
        _tasks[task] = Ended(one, task);
    }

    private RecordedTask Ended(RecordedTask task, int number) => (number % 97) switch
    {
        3 when number < 400 || number % 5 == 0 => Fail(task, TaskState.Failed, "exited with code 1", 1, Failure(task)),
        40 or 22 when number < 400 => Fail(task, TaskState.TimedOut, $"timed out after {(int)task.Duration.TotalSeconds} s", null, "\e[36minfo\e[0m: waiting for \e[1mlocalhost:5432\e[0m ...\n\e[36minfo\e[0m: waiting for \e[1mlocalhost:5432\e[0m ...\n"),
        26 => Fail(task, TaskState.FailedAllowed, "exited with code 2", 2, "\e[33mwarning\e[0m: 3 lines are longer than 140 characters\n"),
        15 => task with
        {
            Attempts = [new(task.Start, task.Duration / 3, "exited with code 1", Runs.Text("connection refused\n")), new(task.Start + (task.Duration / 2), task.Duration / 2, "succeeded")],
            Output = Runs.Text("\e[32m✓\e[0m all good at the second try\n"),
            Warnings = ["it succeeded in attempt 2 of 3"],
        },
        _ => task with { Output = Runs.Text($"Determining projects to restore...\n  {task.Name} -> \e[1mbin/Release/net10.0\e[0m\n\e[32mBuild succeeded.\e[0m\n    0 Warning(s)\n    0 Error(s)\n\nTime elapsed {task.Duration:hh\\:mm\\:ss\\.ff}\n") },
    };

    private static RecordedTask Fail(RecordedTask task, TaskState state, string words, int? code, string output) =>
        task with { State = state, Words = words, ExitCode = code, Output = Runs.Text(output), Attempts = [new(task.Start, task.Duration, words)] };

    private static string Failure(RecordedTask task)
    {
        var text = new StringBuilder("Test run for bin/Release/net10.0/Shop.Tests.dll (.NETCoreApp,Version=v10.0)\nStarting test execution, please wait...\n");
        for (var test = 1; test <= 24; test++)
        {
            text.Append($"  \e[32mPassed\e[0m Cart_{test:00}_adds_up_what_is_in_it [{test * 3} ms]\n");
        }

        return text.Append($"  \e[31mFailed\e[0m A_price_with_tax_is_rounded_once [41 ms]\n  \e[31mError Message:\e[0m\n   Assert.Equal() Failure: Values differ\n   Expected: \e[32m19.99\e[0m\n   Actual:   \e[31m20.00\e[0m\n  \e[2mStack Trace:\e[0m\n     at Shop.Tests.PriceTests.A_price_with_tax_is_rounded_once() in PriceTests.cs:line 42\n\n\e[1;31mFailed!\e[0m  - Failed: 1, Passed: 24, Skipped: 0, Total: 25, Duration: {Math.Round(task.Duration.TotalSeconds)} s\n").ToString();
    }
}
