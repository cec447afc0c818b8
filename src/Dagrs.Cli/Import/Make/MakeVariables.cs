using System.Text;

namespace Dagrs.Cli.Import.Make;

/// <summary>The variables of a Makefile with their values at its end, which is when recipes are expanded.</summary>
internal sealed class MakeVariables
{
    // Make's default variables that the environment may override.
    private static readonly Dictionary<string, string> BuiltIn = new()
    {
        ["CC"] = "cc",
        ["CXX"] = "g++",
        ["AR"] = "ar",
        ["AS"] = "as",
        ["LD"] = "ld",
        ["FC"] = "f77",
        ["LEX"] = "lex",
        ["YACC"] = "yacc",
        ["RM"] = "rm -f",
        ["ARFLAGS"] = "-rv",
        ["CPP"] = "$(CC) -E",
        ["LINK.o"] = "$(CC) $(LDFLAGS) $(TARGET_ARCH)",
        ["COMPILE.c"] = "$(CC) $(CFLAGS) $(CPPFLAGS) $(TARGET_ARCH) -c",
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ofEnvironment = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _assignments = new(StringComparer.Ordinal);

    /// <param name="statements">The whole file: a variable that is set once has the same value everywhere.</param>
    public MakeVariables(IReadOnlyList<MakeStatement> statements)
    {
        foreach (var assignment in statements.OfType<MakeStatement.Assignment>())
        {
            _assignments[assignment.Name] = _assignments.GetValueOrDefault(assignment.Name) + 1;
        }
    }

    /// <summary>Variables that append to a value of the environment, if there is one.</summary>
    public SortedSet<string> Appended { get; } = new(StringComparer.Ordinal);

    /// <summary>Variables used in file names, whose values are known here and fixed.</summary>
    public SortedSet<string> OfNames { get; } = new(StringComparer.Ordinal);

    /// <summary>The words of a list of file names; null: not all are known.</summary>
    public string[]? Names(string text)
    {
        if (Expand(text) is not { } known)
        {
            return null;
        }

        Note(text, 0);
        return MakeText.Words(known);
    }

    private void Note(string text, int depth)
    {
        for (var at = text.IndexOf('$', StringComparison.Ordinal); at >= 0 && !MakeText.IsTooDeep(depth); at = text.IndexOf('$', MakeText.EndOf(text, at)))
        {
            var inside = MakeText.Inside(text, at) ?? "";
            var name = inside.Split(':')[0];
            if (_values.TryGetValue(name, out var value) && OfNames.Add(name))
            {
                Note(value, depth + 1);
            }
            else
            {
                Note(inside, depth + 1);
            }

            if (MakeText.EndOf(text, at) <= at)
            {
                return;
            }
        }
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>The value as written; null: it comes from the environment, or is undefined.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name) ?? BuiltIn.GetValueOrDefault(name);

    /// <summary>True when the environment overrides the file.</summary>
    public bool IsOfEnvironment(string name) => !_values.ContainsKey(name) || _ofEnvironment.Contains(name);

    public void Set(MakeStatement.Assignment assignment)
    {
        var (name, value) = (assignment.Name, assignment.Value);
        switch (assignment.Sign)
        {
            case "?":
                if (_values.TryAdd(name, value))
                {
                    _ofEnvironment.Add(name);
                }

                return;
            case "+":
                if (!_values.ContainsKey(name))
                {
                    Appended.Add(name);
                }

                _values[name] = this[name] is { Length: > 0 } before ? $"{before} {value}" : value;
                return;
            case "!":
                _values[name] = $"$(shell {value})";
                break;
            case ":":
                _values[name] = ChangesLater(value) && Expand(value) is { } now ? now.Replace("$", "$$", StringComparison.Ordinal) : value;
                break;
            default:
                _values[name] = value;
                break;
        }

        _ofEnvironment.Remove(name);
    }

    /// <summary>Expands all references in a text; null: some values are not known from the file.</summary>
    /// <param name="automatic">The values of <c>$@</c> and the like; null: there are none here.</param>
    public string? Expand(string text, Func<string, string?>? automatic = null, int depth = 0)
    {
        if (!text.Contains('$', StringComparison.Ordinal))
        {
            return text;
        }

        var expanded = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '$')
            {
                expanded.Append(text[at]);
                continue;
            }

            if (MakeText.Inside(text, at) is not { } inside || MakeText.IsTooDeep(depth))
            {
                return null;
            }

            var value = inside == "$" && text[at + 1] == '$' ? "$" : Value(inside, automatic, depth);
            if (value is null || expanded.Length + value.Length > 1_000_000)
            {
                return null;
            }

            expanded.Append(value);
            at = MakeText.EndOf(text, at);
        }

        return expanded.ToString();
    }

    /// <summary>The value of a reference, by its contents; null: it is not known from the file.</summary>
    public string? Value(string inside, Func<string, string?>? automatic, int depth)
    {
        if (automatic?.Invoke(inside) is { } own)
        {
            return own;
        }

        var blank = inside.IndexOfAny([' ', '\t']);
        if (blank > 0 && !inside.AsSpan(0, blank).ContainsAny('$', ':'))
        {
            var arguments = MakeText.Arguments(inside[(blank + 1)..].TrimStart()).Select(argument => Expand(argument, automatic, depth + 1)).ToList();
            return arguments.Contains(null) ? null : MakeFunctions.Call(inside[..blank], arguments!);
        }

        if (Expand(inside, automatic, depth + 1) is not { } name)
        {
            return null;
        }

        if (name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && name.IndexOf('=', colon) is > 0 and var equals)
        {
            var (from, to) = (name[(colon + 1)..equals], name[(equals + 1)..]);
            return Named(name[..colon], automatic, depth) is not { } words ? null
                : from.Contains('%', StringComparison.Ordinal) ? MakeFunctions.Substitute(from, to, words)
                : MakeFunctions.Substitute("%" + from, "%" + to, words);
        }

        return Named(name, automatic, depth);
    }

    private string? Named(string name, Func<string, string?>? automatic, int depth) =>
        automatic?.Invoke(name) ?? (name is "CURDIR" or "MAKEFILE_LIST" or "MAKEFLAGS" or "MAKECMDGOALS" or "PWD" or "HOME" or "PATH" ? null
            : name == "MAKE" ? "make"
            : this[name] is { } value ? Expand(value, automatic, depth + 1)
            : "");

    private bool ChangesLater(string value)
    {
        for (var at = value.IndexOf('$', StringComparison.Ordinal); at >= 0; at = value.IndexOf('$', MakeText.EndOf(value, at) + 1))
        {
            if (MakeText.Inside(value, at) is { } inside && _assignments.GetValueOrDefault(inside.Split(':')[0]) > 1)
            {
                return true;
            }

            if (MakeText.EndOf(value, at) + 1 >= value.Length)
            {
                break;
            }
        }

        return false;
    }
}
