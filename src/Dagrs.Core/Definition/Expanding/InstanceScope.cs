using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>The meaning of names in the expressions of one task before it starts.</summary>
/// <param name="file">The file it is in.</param>
/// <param name="instance">Its combination; null: it has no matrix.</param>
internal sealed class InstanceScope(FileScope file, Instance? instance) : IScope
{
    /// <inheritdoc/>
    public Evaluated Find(Reference reference)
    {
        if (reference.IsOfTask)
        {
            return Evaluated.NotYet;
        }

        if (reference.Kind != ReferenceKind.Matrix)
        {
            return file.Find(reference);
        }

        if (instance?.Family.IndexOf(reference.Name) is not (>= 0 and var index))
        {
            if (instance?.Family.LacksKeys == true)
            {
                return Evaluated.NotYet;
            }

            string[] keys = instance?.Family.Keys ?? [];
            var message = keys.Length == 0 ? "the task has no matrix" : $"the matrix of the task has no key {Quoted.Name(reference.Name)}";
            return new Evaluated.Wrong(ExpressionError.At(reference, message) with { Unknown = reference.Name, Known = keys });
        }

        return instance.Values.Length == 0 ? Evaluated.NotYet : new Evaluated.Known(instance.Values[index]);
    }

    /// <inheritdoc/>
    public bool? Exists(string path) => null;

    /// <inheritdoc/>
    public bool Matches(string text, string pattern) => new Glob(pattern).Matches(text);
}
