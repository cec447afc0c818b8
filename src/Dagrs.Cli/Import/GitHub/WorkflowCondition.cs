using Dagrs.Cli.Import.Shell;
using static Dagrs.Cli.Import.GitHub.WorkflowExpression;

namespace Dagrs.Cli.Import.GitHub;

/// <summary>Translates conditions of a GitHub workflow into expressions of dagrs and into shell tests. Null where there is no equivalent.</summary>
internal sealed class WorkflowCondition(WorkflowNames names)
{
    /// <summary>As a boolean expression.</summary>
    public string? ForDagrs(WorkflowExpression condition) => condition switch
    {
        Literal { IsTruth: true } literal => literal.Text,
        Compared { Left: Name left, Right: Literal right } compared when names.ResultOf(left.Path) is { } job => OfResult(job, compared.Sign, right.Text),
        Compared { Left: Name { Path: "runner.os" }, Right: Literal right } compared => $"os {compared.Sign} '{right.Text.ToLowerInvariant()}'",
        Compared compared => Text(compared.Left) is { } left && Text(compared.Right) is { } right ? $"{left} {compared.Sign} {right}" : null,
        Joined joined => ForDagrs(joined.Left) is { } left && ForDagrs(joined.Right) is { } right ? $"{InParentheses(joined.Left, left, joined.Sign)} {joined.Sign} {InParentheses(joined.Right, right, joined.Sign)}" : null,
        Negated negated => ForDagrs(negated.Inner) is { } inner ? $"!({inner})" : null,
        Call { Function: "contains", Arguments: [var whole, var part] } => Text(whole) is { } text && Text(part) is { } sought ? $"contains({text}, {sought})" : null,
        Call { Function: "startswith", Arguments: [var whole, Literal start] } when IsGlobless(start.Text) => Text(whole) is { } text ? $"matches({text}, '{start.Text}*')" : null,
        Call { Function: "endswith", Arguments: [var whole, Literal end] } when IsGlobless(end.Text) => Text(whole) is { } text ? $"matches({text}, '*{end.Text}')" : null,
        _ => null,
    };

    /// <summary>As a term with a text value.</summary>
    public string? Text(WorkflowExpression expression) => expression switch
    {
        Literal literal => $"'{literal.Text.Replace("'", "''", StringComparison.Ordinal)}'",
        Name name => names.Term(name.Path),
        Joined { Sign: "||", Left: Name left, Right: var right } when names.Variable(left.Path) is not null => Text(left) is { } first && Text(right) is { } second ? $"default({Bare(left, first)}, {second})" : null,
        _ => null,
    };

    /// <summary>As shell commands that succeed where it is true.</summary>
    public string? ForShell(WorkflowExpression condition) => condition switch
    {
        Compared compared => ShellWord(compared.Left) is { } left && ShellWord(compared.Right) is { } right ? $"[ {left} {(compared.Sign == "==" ? "=" : "!=")} {right} ]" : null,
        Joined joined => ForShell(joined.Left) is { } left && ForShell(joined.Right) is { } right ? $"{Grouped(joined.Left, left)} {joined.Sign} {Grouped(joined.Right, right)}" : null,
        Negated negated => ForShell(negated.Inner) is { } inner ? $"! {{ {inner}; }}" : null,
        _ => null,
    };

    private string? ShellWord(WorkflowExpression expression) => expression switch
    {
        Literal literal => ShellWords.Of(literal.Text),
        Name name => names.Variable(name.Path) is { } variable ? $"\"${{{variable}-}}\"" : null,
        _ => null,
    };

    // A job that fails, is skipped or does not run has several different states here.
    private static string? OfResult(string job, string sign, string result)
    {
        string[]? states = result switch
        {
            "success" => ["succeeded"],
            "failure" => ["failed", "timed-out"],
            "cancelled" => ["canceled"],
            "skipped" => ["skipped", "not-run"],
            _ => null,
        };
        return states is null ? null : states is [var one] ? $"tasks.{job}.state {sign} '{one}'"
            : $"({string.Join(sign == "==" ? " || " : " && ", states.Select(state => $"tasks.{job}.state {sign} '{state}'"))})";
    }

    private static string Bare(Name name, string term) => term.StartsWith("default(", StringComparison.Ordinal) ? term["default(".Length..^", '')".Length] : name.Path;

    private static string InParentheses(WorkflowExpression expression, string text, string sign) => expression is Joined inner && inner.Sign != sign ? $"({text})" : text;

    private static string Grouped(WorkflowExpression expression, string text) => expression is Joined ? $"{{ {text}; }}" : text;

    private static bool IsGlobless(string text) => !text.Any(letter => letter is '*' or '?' or '[' or '\'' or '\\' or '!');
}
