using Dagrs.Cli.Import.Shell;
using Dagrs.Core.Yaml;

namespace Dagrs.Cli.Import.GitHub;

/// <summary>Joins the steps of a job into one command: each in its own shell, as GitHub runs them.</summary>
internal sealed class WorkflowSteps(ImportedTask task, WorkflowNames names, string? defaultShell, string? defaultFolder)
{
    // The files through which steps communicate with GitHub.
    private static readonly string[] Files = ["GITHUB_ENV", "GITHUB_PATH", "GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY"];

    private readonly WorkflowTexts _texts = new(names);
    private readonly WorkflowCondition _conditions = new(names);
    private readonly List<ShellStep> _steps = [];

    public void Read(IReadOnlyList<YamlTree.Map> steps)
    {
        var running = steps.Where(step => Text(step, "run") is not null).ToList();
        var shells = running.Select(step => Text(step, "shell") ?? defaultShell).Distinct().ToList();
        var folders = running.Select(Folder).Distinct().ToList();
        var shell = shells is [var one] && ShellOf(one) is not null ? one : null;
        task.Shell = ShellOf(shell) is { Count: > 0 } words ? words : null;
        var folder = folders is [{ } only] && _texts.ForDagrs(only) is { } same ? same : null;
        task.Dir = folder;
        foreach (var step in steps)
        {
            Read(step, shell, isFolderSet: folder is not null, isAlone: running.Count == 1);
        }

        task.Command = JoinedSteps.Of(_steps);
    }

    // Null: the default of the whole file.
    private static IReadOnlyList<string>? ShellOf(string? shell) => shell switch
    {
        null => [],
        "bash" => ["bash"],
        "sh" => ["sh"],
        "python" => ["python"],
        _ => null,
    };

    private string? Folder(YamlTree.Map step) => Text(step, "working-directory") ?? defaultFolder;

    private static string? Text(YamlTree.Map step, string key) => step[key] is YamlTree.Text { IsNull: false } text ? text.Value : null;

    private static string Called(YamlTree.Map step) => Text(step, "name") ?? Text(step, "id") ?? "step";

    private void Read(YamlTree.Map step, string? shell, bool isFolderSet, bool isAlone)
    {
        if (Text(step, "run") is not { } run)
        {
            // A note at the top already says that this folder is the checkout.
            if (Text(step, "uses") is { } checkout && checkout.StartsWith("actions/checkout@", StringComparison.Ordinal) && step["with"] is null)
            {
                return;
            }

            task.Todo(Text(step, "uses") is { } uses ? $"uses: {uses}{With(step)}" : $"a step that neither runs nor uses anything: {Called(step)}");
            return;
        }

        List<string> before = [];
        if (Text(step, "if") is { } condition && !ReadCondition(condition, before))
        {
            task.Todo($"step '{Called(step)}' is left out, because of its 'if: {condition}': {run.Trim()}", "cmd");
            return;
        }

        if (!isFolderSet && Folder(step) is { } folder)
        {
            before.Add($"cd {_texts.ShellWord(folder, Todo)}");
        }

        ReadVariables(step, before, isAlone);
        var own = Text(step, "shell") ?? defaultShell;
        if (Interpreted(run, own, shell, before) is not { } text)
        {
            task.Todo($"step '{Called(step)}' is left out: its shell is '{own}': {run.Trim()}", "cmd");
            return;
        }

        TellRest(step, run);
        var title = isAlone ? null : Text(step, "name");
        _steps.Add(new(text)
        {
            Title = title is not null && !WorkflowTexts.HasExpression(title) ? title : null,
            Before = before,
            MayFail = Text(step, "continue-on-error") == "true",
            EndsAtFailure = true,
        });
    }

    private static string With(YamlTree.Map step) =>
        step["with"] is YamlTree.Map with ? $" with {string.Join(", ", with.Entries.Select(entry => $"{entry.Key.Value}: {(entry.Value is YamlTree.Text text ? text.Value : "..")}"))}" : "";

    private void Todo(string words) => task.Todo(words, "cmd");

    private bool ReadCondition(string condition, List<string> before)
    {
        var bare = condition.Trim() is ['$', '{', '{', .. var inner, '}', '}'] ? inner.Trim() : condition;
        if (WorkflowExpressionParser.Parse(bare) is not { } expression)
        {
            return false;
        }

        if (expression is WorkflowExpression.Call { Function: "success" })
        {
            return true;
        }

        if (_conditions.ForShell(expression) is not { } test)
        {
            return false;
        }

        before.Add($"{(expression is WorkflowExpression.Joined ? $"{{ {test}; }}" : test)} || exit 0");
        return true;
    }

    private void ReadVariables(YamlTree.Map step, List<string> before, bool isAlone)
    {
        foreach (var (key, value) in step["env"] is YamlTree.Map variables ? variables.Entries : [])
        {
            var text = value is YamlTree.Text scalar ? scalar.Value : "";
            if (isAlone && WorkflowVariables.Add(task, key.Value, text, names))
            {
                continue;
            }

            before.Add($"export {key.Value}={_texts.ShellWord(text, Todo)}");
        }
    }

    // A step for another interpreter than the rest of the job is passed to it as one word.
    private string? Interpreted(string run, string? own, string? shell, List<string> before)
    {
        if (own is "python")
        {
            if (WorkflowTexts.HasExpression(run))
            {
                return null;
            }

            return shell == own && before.Count == 0 ? run : $"python3 -c {ShellWords.Of(run)}";
        }

        if (ShellOf(own) is null)
        {
            return null;
        }

        var text = _texts.ForShell(run, Todo);
        if (own == shell || own is null)
        {
            return text;
        }

        if (own == "bash")
        {
            before.Add("set -o pipefail");
            return text;
        }

        return $"sh -ec {ShellWords.Of(text)}";
    }

    private void TellRest(YamlTree.Map step, string run)
    {
        foreach (var name in Files.Where(name => run.Contains(name, StringComparison.Ordinal)))
        {
            task.Todo($"step '{Called(step)}' writes to ${name}, which only GitHub reads{(name == "GITHUB_OUTPUT" ? "; here values go to $DAGRS_RESULTS, and their names to 'results'" : "")}", "cmd");
        }

        foreach (var (key, value) in step.Entries)
        {
            if (key.Value is "timeout-minutes" || key.Value == "continue-on-error" && value is YamlTree.Text { Value: not ("true" or "false") })
            {
                task.Todo($"step '{Called(step)}': {key.Value}: {(value as YamlTree.Text)?.Value}", "cmd");
            }
        }
    }
}
