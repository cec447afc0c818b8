using System.Globalization;
using System.Text;
using Blake3;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Resuming;

/// <summary>
/// A hash of what each task of a graph is: its command, where and by what it runs, its variables and what it comes after. Two runs in which it is the same
/// would do the same with the same files. Secrets are masked in it, so that it tells nothing of them.
/// </summary>
/// <param name="dag">The graph.</param>
internal sealed class TaskDefinitions(Dag dag)
{
    private const int HashLength = 16; // hexadecimal digits

    private readonly StringBuilder _text = new();

    /// <summary>The hashes in the order in which the tasks were written.</summary>
    public IReadOnlyList<string> All()
    {
        var all = new string[dag.Tasks.Count];
        for (var place = 0; place < all.Length; place++)
        {
            all[place] = Of(dag.AtPosition(place));
        }

        return all;
    }

    /// <summary>The hash of a task, by its index.</summary>
    public string Of(int task)
    {
        _text.Clear();
        var node = dag.Node(task);
        var settings = node.Settings;
        Add(KindWords.Of(node));
        Add(node.Command is Command.Shell shell ? shell.Interpreter.Words : []);
        Add(node.Command is Command.Program program ? program.Words : [node.Command?.Text ?? ""]);
        Add(settings.Directory ?? "");
        Add(settings.When.Word());
        Add(ConditionWords.Of(node) ?? "");
        Add(settings.SuccessCodes is null ? [] : [.. settings.SuccessCodes.Order().Select(code => code.ToString(CultureInfo.InvariantCulture))]);
        Add(node.Spec?.Results ?? []);
        if (settings.Environment.Count > 0)
        {
            foreach (var (name, value) in settings.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
            {
                Add(name);
                Add(value);
            }
        }

        Add("");
        foreach (var predecessor in dag.Predecessors[task])
        {
            Add(dag.Node(predecessor).Id);
        }

        var text = _text.ToString();
        return Hasher.Hash(Encoding.UTF8.GetBytes(dag.Secrets?.Apply(text) ?? text)).ToString()[..HashLength];
    }

    private void Add(IReadOnlyList<string> texts)
    {
        _text.Append(CultureInfo.InvariantCulture, $"[{texts.Count}]");
        foreach (var text in texts)
        {
            Add(text);
        }
    }

    // Lengths before texts, so that no two lists of texts give the same.
    private void Add(string text) => _text.Append(CultureInfo.InvariantCulture, $"{text.Length}:").Append(text);
}
