using System.Collections.Frozen;

namespace Dagrs.Core.Expressions;

/// <summary>Finds comparisons of a task's state with a word that is no state: they would never be true.</summary>
internal static class StateCheck
{
    /// <summary>The words of other runners for the states.</summary>
    private static readonly FrozenDictionary<string, string> ForeignWords = new Dictionary<string, string>
    {
        ["success"] = "succeeded",
        ["successful"] = "succeeded",
        ["ok"] = "succeeded",
        ["passed"] = "succeeded",
        ["done"] = "succeeded",
        ["failure"] = "failed",
        ["error"] = "failed",
        ["cancelled"] = "canceled",
        ["aborted"] = "canceled",
        ["timeout"] = "timed-out",
        ["timedout"] = "timed-out",
        ["timed_out"] = "timed-out",
        ["cached"] = "up-to-date",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static ExpressionError? Of(Expression expression, IReadOnlyCollection<string> states)
    {
        foreach (var part in expression.All())
        {
            if (Words(part) is var (literal, words) && Array.Find(words, word => !states.Contains(word)) is { } wrong)
            {
                return Error(literal, wrong, states);
            }
        }

        return null;
    }

    private static (Expression.Text Literal, string[] Words)? Words(Expression part) => part switch
    {
        { Parts: [Reference { Kind: ReferenceKind.TaskState }, Expression.Text text] } and (Expression.Equal or Expression.NotEqual) => (text, [text.Value]),
        { Parts: [Expression.Text text, Reference { Kind: ReferenceKind.TaskState }] } and (Expression.Equal or Expression.NotEqual) => (text, [text.Value]),
        Expression.Call { Function: Function.OneOf, Arguments: [Reference { Kind: ReferenceKind.TaskState }, Expression.Text text] } => (text, Functions.Words(text.Value)),
        _ => null,
    };

    private static ExpressionError Error(Expression.Text literal, string wrong, IReadOnlyCollection<string> states) =>
        ForeignWords.TryGetValue(wrong, out var meant) && states.Contains(meant)
            ? ExpressionError.At(literal, $"there is no state {Shown.Name(wrong)}: write '{meant}'")
            : ExpressionError.At(literal, $"there is no state {Shown.Name(wrong)}; the states are {string.Join(", ", states.Select(state => $"'{state}'"))}") with
            {
                Unknown = wrong,
                Known = [.. states],
            };
}
