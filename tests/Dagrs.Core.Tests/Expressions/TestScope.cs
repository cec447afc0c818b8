using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Expressions;

/// <summary>A scope of given values. A name that it has not is wrong; null stands for one that is unset.</summary>
internal sealed class TestScope : IScope
{
    public Dictionary<string, string?> Values { get; init; } = [];

    /// <summary>The names not known yet.</summary>
    public HashSet<string> Later { get; init; } = [];

    public Func<string, bool?> Existing { get; init; } = _ => null;

    public Evaluated Find(Reference reference)
    {
        var name = reference.ToString();
        return Later.Contains(name) ? Evaluated.NotYet
            : !Values.TryGetValue(name, out var value) ? new Evaluated.Wrong(ExpressionError.At(reference, $"no '{name}'"))
            : value is null ? new Evaluated.Unset(ExpressionError.At(reference, $"'{name}' is unset"))
            : new Evaluated.Known(value);
    }

    public bool? Exists(string path) => Existing(path);

    public bool Matches(string text, string pattern) => new Glob(pattern).Matches(text);
}
