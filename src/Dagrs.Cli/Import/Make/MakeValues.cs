using System.Text.RegularExpressions;

namespace Dagrs.Cli.Import.Make;

/// <summary>
/// Translates recipes for a shell. A make variable becomes a parameter, which can be set from outside like make's, where a shell reads its value the same
/// way as make pastes it; any other value is pasted.
/// </summary>
internal sealed partial class MakeValues(ImportedFile file, MakeVariables variables)
{
    private readonly Dictionary<string, bool> _parameters = new(StringComparer.Ordinal);
    private readonly HashSet<string> _pasted = new(StringComparer.Ordinal);

    /// <summary>Translates a line of a recipe.</summary>
    /// <param name="line">The line as written, without the prefixes of the command.</param>
    /// <param name="automatic">The values of <c>$@</c> and the like.</param>
    /// <param name="todo">Receives what has no equivalent; the command ends there.</param>
    /// <param name="assignments">Receives lines that assign the outputs of commands to shell variables.</param>
    public string ForShell(string line, Func<string, string?> automatic, Action<string> todo, List<string> assignments)
    {
        var holed = new HoledText();
        Fill(new(holed, automatic, todo, assignments, line), line, 0);
        return holed.ForShell();
    }

    /// <summary>Exports a variable to the environment of commands.</summary>
    public void Export(string name)
    {
        if (variables[name] is not { } value)
        {
            return; // it comes from the environment
        }

        if (IsParameter(name))
        {
            file.Env.Add(new(name, $"${{{{ params.{name} }}}}"));
        }
        else if (variables.Expand(value) is { } known)
        {
            file.Env.Add(new(name, known));
        }
        else
        {
            file.Todo($"export {name}: its value is not known from the file alone: {value}", "env");
        }
    }

    private void Fill(Filling filling, string text, int depth)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var next = text.IndexOf('$', at);
            filling.Text.Append(next < 0 ? text.AsSpan(at) : text.AsSpan(at, next - at));
            if (next < 0)
            {
                return;
            }

            FillOne(filling, text, next, depth);
            at = MakeText.EndOf(text, next);
        }
    }

    private void FillOne(Filling filling, string text, int at, int depth)
    {
        var inside = MakeText.Inside(text, at);
        if (inside == "$" && text[at + 1] == '$')
        {
            filling.Text.Append("$");
        }
        else if (inside is not null && filling.Automatic(inside) is { } own)
        {
            filling.Text.Append(own);
        }
        else if (inside is null || MakeText.IsTooDeep(depth))
        {
            Miss(filling, text[at..(MakeText.EndOf(text, at) + 1)]);
        }
        else if (Name().IsMatch(inside))
        {
            FillName(filling, inside, depth);
        }
        else if (inside.StartsWith("shell ", StringComparison.Ordinal))
        {
            // $(shell ...) in a recipe: the shell can run the command itself.
            filling.Text.Append("$(");
            Fill(filling, inside["shell ".Length..].Trim(), depth + 1);
            filling.Text.Append(")");
        }
        else if (variables.Value(inside, filling.Automatic, depth) is { } value)
        {
            filling.Text.Append(value);
        }
        else
        {
            Miss(filling, $"$({inside})");
        }
    }

    private void FillName(Filling filling, string name, int depth)
    {
        if (name is "MAKE")
        {
            filling.Text.Append("make");
        }
        else if (name is "CURDIR")
        {
            filling.Text.Append(new Hole("DAGRS_HERE", null));
        }
        else if (variables[name] is { } value && Command().Match(value) is { Success: true } command && PlainValue.MayBeParameter(name))
        {
            var asked = ForShell(command.Groups[1].Value.Trim(), filling.Automatic, filling.Todo, filling.Assignments);
            var assignment = $"{name}=$({asked}) || true";
            if (!filling.Assignments.Contains(assignment))
            {
                filling.Assignments.Add(assignment);
                TellPasted(name, value, "each task that uses it computes it again");
            }

            filling.Text.Append(new Hole(name, null));
        }
        else if (variables[name] is null && !PlainValue.MayBeParameter(name))
        {
            filling.Text.Append(name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') ? new Hole(name, null) : new Hole(null, ""));
        }
        else if (variables.OfNames.Contains(name))
        {
            Fill(filling, variables[name] ?? "", depth + 1);
        }
        else if (!IsOwnName(filling.Line, name) && IsParameter(name))
        {
            filling.Text.Append(new Hole(name, variables.Expand(variables[name] ?? "")));
        }
        else
        {
            TellPasted(name, variables[name] ?? "", "its value is inlined into the commands");
            Fill(filling, variables[name] ?? "", depth + 1);
        }
    }

    private static void Miss(Filling filling, string reference)
    {
        filling.Todo($"{reference}: not known from the file alone; the command fails there until you replace it");
        filling.Text.Append(new Hole("dagrs_todo", null) { Missing = "see TODO dagrs in the task file" });
    }

    private void TellPasted(string name, string value, string how)
    {
        if (_pasted.Add(name))
        {
            file.Todo($"{name} = {value}: {how}; '{name}=..' on the command line cannot override it");
        }
    }

    // True when the recipe uses a shell variable of the same name, which must not be replaced.
    private static bool IsOwnName(string line, string name) =>
        Regex.IsMatch(line, $@"\$\$\{{?{Regex.Escape(name)}\b|(?:^|[\s;&|(])(?:{Regex.Escape(name)}=|for\s+{Regex.Escape(name)}\b|read\s+(?:-\w+\s+)*{Regex.Escape(name)}\b)");

    private bool IsParameter(string name)
    {
        if (!_parameters.TryGetValue(name, out var isOne))
        {
            _parameters[name] = false; // during the check, so that a variable that refers to itself is not one
            _parameters[name] = isOne = PlainValue.MayBeParameter(name) && variables.Expand(variables[name] ?? "") is { } text && PlainValue.Is(text) && Default(variables[name] ?? "") is { } value && Add(name, value);
        }

        return isOne;
    }

    private bool Add(string name, string value)
    {
        file.Parameters.Add(new(name, value) { IsOfEnvironment = variables.IsOfEnvironment(name) });
        return true;
    }

    // References to other parameters stay references.
    private string? Default(string text)
    {
        var value = Reference().Replace(text, match => IsParameter(match.Groups[1].Value) ? $"${{{{ params.{match.Groups[1].Value} }}}}" : match.Value);
        return value.Contains("${{", StringComparison.Ordinal) && !Reference().IsMatch(value) && !value.Replace("${{", "", StringComparison.Ordinal).Contains('$', StringComparison.Ordinal)
            ? value
            : variables.Expand(text);
    }

    [GeneratedRegex(@"^[A-Za-z_.][\w.-]*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\$[({]([A-Za-z_]\w*)[)}]")]
    private static partial Regex Reference();

    [GeneratedRegex(@"^\s*\$[({]shell\s+((?:[^()]|\([^()]*\))*)[)}]\s*$")]
    private static partial Regex Command();

    private sealed record Filling(HoledText Text, Func<string, string?> Automatic, Action<string> Todo, List<string> Assignments, string Line);
}
