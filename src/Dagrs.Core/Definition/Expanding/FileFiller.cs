using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Evaluates the expressions in what a task reads and writes, and finds the parameters that its result depends on. For one task.</summary>
/// <param name="filler">Collects the problems, and knows the secret variables.</param>
/// <param name="task">The task.</param>
/// <param name="scope">Its file.</param>
internal sealed class FileFiller(Filler filler, TaskDefinition task, FileScope scope)
{
    /// <summary>The task with its files.</summary>
    /// <param name="filled">The task without them.</param>
    /// <param name="text">Gives the text of a pattern, by its position, and reports problems under the name of a subject.</param>
    public FilledTask Fill(FilledTask filled, Func<Template, Place, string, string> text) => filled with
    {
        Inputs = Fill(task.InputFiles, $"'inputs' of task {Quoted.Name(task.Id.Value)}", text),
        Outputs = Fill(task.OutputFiles, $"'outputs' of task {Quoted.Name(task.Id.Value)}", text),
        Parameters = Parameters(),
    };

    private string[]? Fill(IReadOnlyList<Located<Template>>? patterns, string subject, Func<Template, Place, string, string> text)
    {
        if (patterns is null)
        {
            return null;
        }

        var filled = new string[patterns.Count];
        for (var i = 0; i < filled.Length; i++)
        {
            var (pattern, place) = patterns[i];
            filled[i] = pattern.IsPlain ? pattern.Text : text(pattern, place, subject);
            if (string.IsNullOrWhiteSpace(filled[i]) || filled[i] == "!")
            {
                filler.Problems.Add(new(ProblemCode.Empty, place, $"{subject}: {Quoted.Name(pattern.Text)} is empty once evaluated") { Source = scope.File.Source });
            }
        }

        return filled;
    }

    // Secret ones are left out.
    private IReadOnlyList<KeyValuePair<string, string>> Parameters()
    {
        if (scope.File.Parameters.Count == 0)
        {
            return [];
        }

        var words = ScriptCall.TextsOf(task).SelectMany(script => ScriptWords.In(script, scope.Parameters.Names));
        var named = Templates().SelectMany(template => template.References).Where(reference => reference.Kind == ReferenceKind.Parameter).Select(reference => reference.Name);
        var used = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in words.Concat(named))
        {
            if (!filler.Secrets.Has(name) && scope.Parameters.Known(name) is { } value)
            {
                used[name] = value;
            }
        }

        return [.. used];
    }

    // Its name, its time limit and its resources do not change the result.
    private IEnumerable<Template> Templates() => task.Open.Concat(scope.File.OpenDefaults)
        .Where(open => open.Part is OpenPart.Directory or OpenPart.Variable or OpenPart.Word).Select(open => open.Template)
        .Concat(task.InputFiles?.Select(pattern => pattern.Value) ?? [])
        .Concat(task.OutputFiles?.Select(pattern => pattern.Value) ?? [])
        .Concat(task.EnvFiles.Select(file => file.Path.Value));
}
