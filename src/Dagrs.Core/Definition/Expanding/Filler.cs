using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Evaluates the expressions of tasks; collects the problems with them, and the parameters that lack a value.</summary>
internal sealed class Filler
{
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly HashSet<FileScope> _told = [];
    private readonly HashSet<(FileScope Scope, Place Place)> _reported = [];

    /// <param name="problems">Collects the problems.</param>
    /// <param name="secrets">Learns the values of masked variables.</param>
    public Filler(ProblemList problems, SecretValues secrets) => (Problems, Secrets) = (problems, secrets);

    /// <summary>The problems.</summary>
    public ProblemList Problems { get; }

    /// <summary>The known values of masked variables.</summary>
    public SecretValues Secrets { get; }

    /// <summary>The parameters that a task needs but that have no value: their names on the command line, and their declarations.</summary>
    public List<(string Name, ParameterDefinition Parameter)> Missing { get; } = [];

    /// <summary>Fills in a task that has a file scope.</summary>
    public FilledTask Fill(TaskDefinition task)
    {
        var scope = task.Scope!;
        var one = new TaskFiller(this, task, scope, new InstanceScope(scope, task.Instance));
        var filled = one.Fill();
        if (_told.Add(scope))
        {
            scope.Problems.ForEach(Problems.Add);
            scope.Parameters.WrongDefaults().ForEach(problem => ReportOnce(scope, problem));
            Note(scope, scope.File.OpenEnvironment.Select(open => open.Template).Concat(scope.File.EnvFiles.Select(file => file.Path.Value)));
        }

        return filled;
    }

    /// <summary>Reports a problem that several tasks meet at one place of their file.</summary>
    public void ReportOnce(FileScope scope, Problem problem)
    {
        if (_reported.Add((scope, problem.Place)))
        {
            Problems.Add(problem with { Source = scope.File.Source });
        }
    }

    /// <summary>Records the names without a value in some expressions of a file; false: there are none.</summary>
    public bool Note(FileScope scope, IEnumerable<Template> templates)
    {
        var any = false;
        foreach (var reference in templates.SelectMany(template => template.References))
        {
            if (reference.Kind == ReferenceKind.Parameter && scope.Find(reference) is Evaluated.Later)
            {
                Note(scope, reference);
                any = true;
            }
        }

        return any;
    }

    /// <summary>Records a name without a value; a parameter that a task needs is then missing, or those that its own value needs.</summary>
    public void Note(FileScope scope, Reference reference)
    {
        if (!scope.NeedsValues || reference.Kind != ReferenceKind.Parameter || scope.Parameters.Find(reference.Name) is not { } parameter)
        {
            return;
        }

        var isOfOthers = scope.Parameters.SourceOf(reference.Name) is { } source && Note(source.Scope, [source.Value]);
        if (!isOfOthers && _missing.Add(scope.Prefix + reference.Name))
        {
            Missing.Add((scope.Prefix + reference.Name, parameter));
        }
    }
}
