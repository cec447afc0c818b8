using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Evaluates the expressions of tasks; collects the problems with them, and the parameters that lack a value.</summary>
internal sealed class Filler
{
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly HashSet<FileScope> _told = [];

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
        }

        return filled;
    }

    /// <summary>Records a name without a value; a parameter that a task needs is then missing.</summary>
    public void Note(FileScope scope, Reference reference)
    {
        if (scope.NeedsValues && reference.Kind == ReferenceKind.Parameter && scope.Parameters.Find(reference.Name) is { } parameter && _missing.Add(scope.Prefix + reference.Name))
        {
            Missing.Add((scope.Prefix + reference.Name, parameter));
        }
    }
}
