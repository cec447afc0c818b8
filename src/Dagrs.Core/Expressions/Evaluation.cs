namespace Dagrs.Core.Expressions;

/// <summary>
/// Evaluates an expression in a scope that may know only some of its names. A known value decides as soon as it can (<c>later &amp;&amp; false</c> is
/// false). Where it does not decide, an error counts at once, even in a part that might never be reached: a mistake should not wait for the run that
/// reaches it.
/// </summary>
internal static class Evaluation
{
    public static Evaluated Of(Expression expression, IScope scope) => expression switch
    {
        Expression.Text text => new Evaluated.Known(text.Value),
        Reference reference => scope.Find(reference),
        Expression.Not not => Truth(not.Operand, scope) is var value && value is Evaluated.Known known ? Evaluated.Of(!known.IsTrue) : value,
        Expression.And and => Decide(and.Operands, scope, decisive: false),
        Expression.Or or => Decide(or.Operands, scope, decisive: true),
        Expression.Equal equal => Compare(equal.Left, equal.Right, scope, static (left, right) => left == right),
        Expression.NotEqual other => Compare(other.Left, other.Right, scope, static (left, right) => left != right),
        Expression.Call { Function: Function.Default } call => Default(call.Arguments[0], call.Arguments[1], scope),
        Expression.Call { Function: Function.Exists } call => Exists(call.Arguments[0], scope),
        Expression.Call { Function: Function.Matches } call => Compare(call.Arguments[0], call.Arguments[1], scope, scope.Matches),
        Expression.Call call => Compare(call.Arguments[0], call.Arguments[1], scope, (first, second) => Functions.Apply(call.Function, first, second)),
        _ => throw new ArgumentOutOfRangeException(nameof(expression), expression, "is of no known kind"),
    };

    /// <summary>Like <see cref="Of"/>, where a value is required.</summary>
    public static Evaluated Needed(Expression expression, IScope scope) =>
        Of(expression, scope) is var value && value is Evaluated.Unset unset ? new Evaluated.Wrong(unset.Error) : value;

    /// <summary>Like <see cref="Needed"/>, where <c>true</c> or <c>false</c> is required.</summary>
    public static Evaluated Truth(Expression expression, IScope scope) => Needed(expression, scope) switch
    {
        Evaluated.Known { IsTruth: false } known => new Evaluated.Wrong(ExpressionError.At(
            expression,
            $"{(expression is Reference ? Shown.Name(expression.ToString()) : "this")} must be 'true' or 'false', not {Shown.Value(known.Value)}; compare it with '==' or '!='")),
        var value => value,
    };

    /// <summary>True for an expression that can never be <c>true</c> or <c>false</c>, and so is wrong where one of them is required.</summary>
    public static bool IsNeverTruth(Expression expression) => expression switch
    {
        Expression.Text text => text.Value is not ("true" or "false"),
        Reference reference => reference.Kind is ReferenceKind.Os or ReferenceKind.Arch or ReferenceKind.Root or ReferenceKind.Here or ReferenceKind.TaskState,
        _ => false,
    };

    private static Evaluated Decide(IReadOnlyList<Expression> operands, IScope scope, bool decisive)
    {
        var isOpen = false;
        foreach (var operand in operands)
        {
            switch (Truth(operand, scope))
            {
                case Evaluated.Known known when known.IsTrue == decisive:
                    return known;
                case Evaluated.Wrong wrong:
                    return wrong;
                case Evaluated.Later:
                    isOpen = true;
                    break;
            }
        }

        return isOpen ? Evaluated.NotYet : Evaluated.Of(!decisive);
    }

    private static Evaluated Compare(Expression first, Expression second, IScope scope, Func<string, string, bool> answer) =>
        (Needed(first, scope), Needed(second, scope)) switch
        {
            (Evaluated.Wrong wrong, _) => wrong,
            (_, Evaluated.Wrong wrong) => wrong,
            (Evaluated.Known left, Evaluated.Known right) => Evaluated.Of(answer(left.Value, right.Value)),
            _ => Evaluated.NotYet,
        };

    private static Evaluated Default(Expression value, Expression otherwise, IScope scope) => Of(value, scope) switch
    {
        Evaluated.Known { Value: "" } or Evaluated.Unset => Of(otherwise, scope),
        Evaluated.Later => Of(otherwise, scope) is Evaluated.Wrong wrong ? wrong : Evaluated.NotYet,
        var known => known,
    };

    private static Evaluated Exists(Expression path, IScope scope) => Needed(path, scope) switch
    {
        Evaluated.Known known => scope.Exists(known.Value) is { } answer ? Evaluated.Of(answer) : Evaluated.NotYet,
        var value => value,
    };
}
