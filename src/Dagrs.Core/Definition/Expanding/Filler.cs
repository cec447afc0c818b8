using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>Has the expressions of tasks filled in; collects what is wrong with them, and the parameters that lack a value.</summary>
internal sealed class Filler
{
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly HashSet<FileScope> _told = [];

    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="secrets">Learns what the values of masked variables are.</param>
    public Filler(ProblemList problems, SecretValues secrets) => (Problems, Secrets) = (problems, secrets);

    /// <summary>What is wrong.</summary>
    public ProblemList Problems { get; }

    /// <summary>What is known of the values of masked variables.</summary>
    public SecretValues Secrets { get; }

    /// <summary>The parameters that a task needs and that have no value, as the command line names them, with their declarations.</summary>
    public List<(string Name, ParameterDefinition Parameter)> Missing { get; } = [];

    /// <summary>Fills a task of a file that has a say in it.</summary>
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

    /// <summary>A name has no value: one of a parameter that somebody needs is missing.</summary>
    public void Note(FileScope scope, Reference reference)
    {
        if (scope.NeedsValues && reference.Kind == ReferenceKind.Parameter && scope.Parameters.Find(reference.Name) is { } parameter && _missing.Add(scope.Prefix + reference.Name))
        {
            Missing.Add((scope.Prefix + reference.Name, parameter));
        }
    }
}
