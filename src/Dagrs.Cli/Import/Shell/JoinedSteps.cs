using System.Text;

namespace Dagrs.Cli.Import.Shell;

/// <summary>
/// Makes one text of commands that had a shell each, for a shell that ends at the first failure. What a command does to its shell does not reach the next
/// one, and where its shell went on after a failure it still does.
/// </summary>
internal static class JoinedSteps
{
    public static string? Of(IReadOnlyList<ShellStep> steps)
    {
        var count = steps.Count(step => !step.IsRaw);
        if (steps.Count == 0)
        {
            return null;
        }

        var text = new StringBuilder();
        var usesArguments = false;
        foreach (var (number, step) in steps.Index())
        {
            var shell = ShellText.Of(step.Text);
            if (step.Title is { } title)
            {
                text.Append("# ").Append(title.ReplaceLineEndings(" ")).Append('\n');
            }

            if (step.IsRaw)
            {
                text.Append(step.Text).Append('\n');
                continue;
            }

            usesArguments |= shell.UsesArguments && step.Before.Count == 0;
            Append(text, step, shell, isOnly: count == 1, isLast: number == steps.Count - 1);
        }

        // Here the first arguments are outputs of other tasks; there were none.
        return (usesArguments && !steps.Any(step => step.IsRaw && step.Text.StartsWith("eval ", StringComparison.Ordinal)) ? "set --\n" : "") + text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, ShellStep step, ShellText shell, bool isOnly, bool isLast)
    {
        if (shell.IsOpen)
        {
            text.Append("sh -c ").Append(ShellWords.Of(step.Text)).Append(step.MayFail ? " || true\n" : "\n");
            return;
        }

        var goesOn = shell.IsSequence && !step.EndsAtFailure;
        if (step.MayFail)
        {
            AppendAllowed(text, step, shell);
        }
        else if (isOnly)
        {
            text.Append(goesOn ? "set +e\n" : "").Append(Body(step));
        }
        else if (shell.ChangesShell || shell.IsSequence || shell.IsNegated || step.Before.Count > 0 || (shell.HasAnd && !isLast))
        {
            AppendApart(text, step, shell, goesOn ? "set +e" : null).Append('\n');
        }
        else
        {
            text.Append(Body(step));
        }
    }

    private static void AppendAllowed(StringBuilder text, ShellStep step, ShellText shell)
    {
        var isPlain = !shell.ChangesShell && !shell.IsSequence && !shell.IsNegated && step.Before.Count == 0 && !shell.EndsInComment;
        if (isPlain)
        {
            text.Append(step.Text).Append(" || true\n");
        }
        else if (step.EndsAtFailure && shell.IsSequence)
        {
            // Before || a shell forgets its -e.
            AppendApart(text.Append("set +e\n"), step, shell, "set -e").Append("\nset -e\n");
        }
        else
        {
            AppendApart(text, step, shell, null).Append(" || true\n");
        }
    }

    private static StringBuilder AppendApart(StringBuilder text, ShellStep step, ShellText shell, string? option)
    {
        var isShort = step.Before.Count == 0 && !step.Text.Contains('\n', StringComparison.Ordinal) && !shell.EndsInComment;
        return isShort
            ? text.Append(step.Text[0] == '(' || option is null && step.Text[0] == '(' ? "( " : "(").Append(option is null ? "" : option + "; ").Append(step.Text).Append(')')
            : text.Append("(\n").Append(option is null ? "" : option + "\n").Append(Body(step)).Append(')');
    }

    private static string Body(ShellStep step) => string.Concat(step.Before.Select(line => line + "\n")) + step.Text.TrimEnd('\n') + "\n";
}
