using System.Text;

namespace Dagrs.Cli.Import.Shell;

/// <summary>
/// Joins commands that had a shell each into one text for a shell with <c>-e</c>. What a command does to its shell still does not affect the next
/// one, and a shell that continued after a failure still does.
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

        // Here $1 and so on are outputs of other tasks; in the original they were empty.
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
            // On the left of || the shell ignores -e.
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
