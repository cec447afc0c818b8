using System.Globalization;
using System.Text;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>A plan for people: limits, critical path, waves, and for each task exactly what would be executed.</summary>
internal sealed class PlanText
{
    private const int MostNamed = 20; // of the tasks left out for one reason; skipped ones are all named

    private readonly StringBuilder _text = new();
    private readonly ExecutionPlan _plan;

    private readonly PlannedTimes? _times;
    private readonly Func<TaskNode, Prospect>? _prospects;

    private PlanText(ExecutionPlan plan, PlanConditions conditions) => (_plan, _times, _prospects) = (plan, conditions.Times, conditions.Prospects);

    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(ExecutionPlan plan, PlanConditions conditions)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(conditions);
        var text = new PlanText(plan, conditions);
        text.AppendHead(conditions);
        for (var wave = 0; wave < plan.Waves.Count; wave++)
        {
            text.Append($"\nwave {wave + 1}: {Count(plan.Waves[wave].Count, "task")}\n");
            foreach (var task in plan.Waves[wave])
            {
                text.AppendTask(task);
            }
        }

        text.AppendLeftOut();
        return text._text.ToString();
    }

    private void AppendHead(PlanConditions conditions)
    {
        var limit = conditions.Timeout is { } timeout ? Times.Words(timeout) : "none";
        Append($"plan: {Count(_plan.Dag.Tasks.Count, "task")} in {Count(_plan.Waves.Count, "wave")}; nothing is executed\n");
        Append($"limits: at most {conditions.Parallelism} at once; time limit of the run: {limit}\n");
        Append($"executor: {conditions.Executor}\n");
        if (conditions.InWaves)
        {
            Append($"schedule: waves; each starts when the previous one has ended\n");
        }

        Append($"directory: {OneLine.Of(conditions.Directory)}\n");
        Append($"critical path: {Count(_plan.CriticalPath.Count, "task")}: {Path(_plan.CriticalPath)}\n");
        if (_times is not null)
        {
            AppendTimes(_times);
        }

        if (_prospects is { } prospects)
        {
            var counts = _plan.Dag.Tasks.Where(task => task.Work is not Work.Join).CountBy(task => prospects(task).Verdict).ToDictionary();
            Append($"expected: {string.Join(", ", counts.OrderBy(count => count.Key).Select(count => $"{count.Value} {ProspectWords.Of(count.Key)}"))}\n");
        }
    }

    private void AppendProspect(Prospect prospect)
    {
        AppendField("explain", ProspectWords.Of(prospect));
        foreach (var difference in prospect.Differences.Where(difference => difference != prospect.Why))
        {
            Append($"                   {difference}\n");
        }
    }

    private void AppendTimes(PlannedTimes planned)
    {
        var known = _plan.Dag.Tasks.Count(task => planned.Times.IsRecorded(_plan.Dag.IndexOf(task)));
        var longest = planned.Times.CriticalPath();
        var guessed = known == _plan.Dag.Tasks.Count ? "" : $"; {Count(_plan.Dag.Tasks.Count - known, "task")} never timed";
        Append($"expected time: {Times.Words(planned.End)}{guessed}\n");
        Append($"longest path by time: {Times.Words(planned.Times.From(_plan.Dag.IndexOf(longest[0])))}: {Path(longest)}\n");
    }

    private static string Path(IReadOnlyList<TaskNode> tasks)
    {
        var ids = tasks.Select(task => OneLine.Of(task.Id)).ToList();
        return string.Join(" -> ", ids.Count <= OrderText.MostShown ? ids : [.. ids.Take(OrderText.MostShown / 2), "...", .. ids.TakeLast(OrderText.MostShown / 2)]);
    }

    private void AppendTask(TaskNode task)
    {
        Append($"  {Titles.Plain(task)}\n");
        AppendField("after", string.Join(", ", _plan.Dag.PredecessorsOf(task).Select(predecessor => OneLine.Of(predecessor.Id))));
        if (_prospects?.Invoke(task) is { } prospect)
        {
            AppendProspect(prospect);
        }

        AppendExpected(task);
        AppendConditions(task);
        AppendField("tags", string.Join(", ", task.Tags.Select(tag => OneLine.Of(tag))));
        if (task.Work is Work.Execute(var command))
        {
            AppendCommand(task, command);
        }
        else
        {
            AppendField("command", task.Work is Work.Join ? "none: a group, only joins its dependencies" : "a function");
        }

        if (task.Work is not Work.Join)
        {
            AppendSettings(task.Settings);
        }
    }

    private void AppendExpected(TaskNode task)
    {
        if (_times is { } planned && task.Work is not Work.Join)
        {
            var index = _plan.Dag.IndexOf(task);
            AppendField("expected", $"{Times.Words(planned.Times.Of(index))}{(planned.Times.IsRecorded(index) ? "" : ", estimated from the others: never timed")}");
        }
    }

    // A condition that is decided is shown with its value, any other as its expression.
    private void AppendConditions(TaskNode task)
    {
        var when = task.Settings.When;
        AppendField("when", when == When.Success ? "" : when.Word());
        if (task.Settings.Service is { } service)
        {
            AppendField("service", $"runs while others need it; ready {ServiceText.Ready(service.Ready)}; stopped by {ServiceText.Stop(service)}");
        }

        AppendField("terminal", task.Settings.Interactive ? "has it while it runs; its output is not captured" : "");
        if (task.Spec is not { } spec)
        {
            AppendField("if", task.Settings.If is null ? "" : "a function");
            return;
        }

        AppendField("joined", spec.HasJoined ? "not selected; runs because all its dependencies do" : "");
        AppendField("skipped", OneLine.Of(spec.SkippedBecause ?? ""));
        AppendField("if", OneLine.Of(spec.Late?.Condition ?? ""));
        AppendField("confirm", OneLine.Of(spec.Confirm ?? ""));
        AppendField("results", OneLine.Of(string.Join(", ", spec.Results)));
        AppendField("secrets", OneLine.Of(string.Join(", ", spec.Secrets)));
        if (spec.Files is { } files)
        {
            AppendFiles(files);
        }

        foreach (var (name, value) in spec.OwnVariables.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            AppendField("env", OneLine.Of($"{name}={value}"));
        }
    }

    private void AppendFiles(TaskFiles files)
    {
        AppendField("inputs", files.Inputs is { } inputs ? List(inputs) : "");
        AppendField("outputs", files.Outputs is { } outputs ? List(outputs) : "");
        AppendField("env-inputs", OneLine.Of(string.Join(", ", files.Variables)));
        AppendField("tool-inputs", OneLine.Of(string.Join(", ", files.Tools)));
        AppendField("max-age", files.MaxAge is { } age ? Times.Words(age) : "");
        AppendField("cache", files.IsCached ? files.IsCleaned ? "yes" : "yes; its own tool removes old outputs" : "");

        static string List(IReadOnlyList<string> patterns) => patterns.Count == 0 ? "none" : OneLine.Of(string.Join(", ", patterns));
    }

    private void AppendCommand(TaskNode task, Command command)
    {
        if (command is not Command.Shell shell)
        {
            AppendField("command", OneLine.Of(command.Text));
            AppendField("shell", "none: executed directly");
            return;
        }

        var lines = shell.Script.TrimEnd('\n').Split('\n');
        AppendField("command", OneLine.Of(lines[0]));
        foreach (var line in lines.Skip(1))
        {
            Append($"                   {OneLine.Of(line)}\n");
        }

        AppendField("shell", OneLine.Of(new Command.Program(shell.Interpreter.Words).Text));
        if (shell.UsesArguments)
        {
            var number = 0;
            foreach (var (id, from) in _plan.InputsOf(task))
            {
                AppendField($"${++number}", from is null ? $"empty: '{OneLine.Of(id)}' is left out" : $"output of '{OneLine.Of(id)}'");
            }
        }
    }

    private void AppendSettings(TaskSettings settings)
    {
        AppendField("dir", OneLine.Of(settings.Directory ?? ""));
        foreach (var (name, value) in settings.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            AppendField("env", OneLine.Of($"{name}={value}"));
        }

        AppendField("timeout", settings.Timeout is { } timeout ? Times.Words(timeout) : "");
        AppendField("retry", settings.Retry is { Max: > 0 } retry ? Words(retry) : "");
        AppendField("allow-failure", settings.AllowFailure switch
        {
            { Codes: null } => "any",
            { Codes: { Count: > 0 } codes } => Words(codes),
            _ => "",
        });
        AppendField("resources", OneLine.Of(string.Join(", ", settings.Resources.OrderBy(resource => resource.Key, StringComparer.Ordinal).Select(resource => $"{resource.Key} {Amount.Text(resource.Key, resource.Value)}"))));
        AppendField("success-codes", settings.SuccessCodes is { } success ? Words(success) : "");
    }

    private void AppendLeftOut()
    {
        if (_plan.LeftOut.Count == 0)
        {
            return;
        }

        Append($"\nleft out: {Count(_plan.LeftOut.Count, "task")}\n");
        foreach (var group in _plan.LeftOut.GroupBy(task => task.Reason).OrderBy(group => group.Key))
        {
            var shown = group.Key == LeftOutReason.Skipped ? int.MaxValue : MostNamed;
            foreach (var task in group.Take(shown))
            {
                Append($"  {OneLine.Of(task.Id)}{(task.Name == task.Id ? "" : $" ({OneLine.Of(task.Name)})")}: {group.Key.Words()}\n");
            }

            if (group.Count() > shown)
            {
                Append($"  and {group.Count() - shown} more: {group.Key.Words()}\n");
            }
        }
    }

    private static string Words(RetryPolicy retry)
    {
        var words = new StringBuilder(retry.Max == 1 ? "once" : $"{retry.Max} times");
        words.Append(CultureInfo.InvariantCulture, $"{(retry.Delay > TimeSpan.Zero ? $", after {Times.Words(retry.Delay)}" : "")}");
        words.Append(CultureInfo.InvariantCulture, $"{(retry.Backoff > 1 ? $", each wait {retry.Backoff} times the one before" : "")}");
        words.Append(retry.MaxDelay is { } most ? $", at most {Times.Words(most)}" : "");
        words.Append(CultureInfo.InvariantCulture, $"{(retry.Jitter > 0 ? $", {retry.Jitter * 100:0.##} % random" : "")}");
        words.Append(retry.OnExit is { } codes ? $", after exit code {Words(codes)}" : "");
        return words.ToString();
    }

    private static string Words(IEnumerable<int> codes) => string.Join(", ", codes.Order());

    private static string Count(int count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    private void AppendField(string name, string value)
    {
        if (value.Length > 0)
        {
            Append($"    {name,-13}  {value}\n");
        }
    }

    private void Append(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture));
}
