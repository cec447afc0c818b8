using static Dagrs.Cli.Import.Make.MakeStatement;

namespace Dagrs.Cli.Import.Make;

/// <summary>The targets of a Makefile, assembled from its rules; a file that only a pattern rule makes gets a rule of its own.</summary>
internal sealed class MakeTargets(ImportedFile file, MakeVariables variables)
{
    private const int MostTargets = 100_000;

    private readonly Dictionary<string, MakeTarget> _byName = new(StringComparer.Ordinal);
    private readonly List<(Rule Rule, string[] Targets, string[] Prerequisites, string[] OrderOnly)> _patterns = [];
    private readonly HashSet<Rule> _used = [];
    private readonly List<(string Target, Rule Rule)> _ofVariables = [];

    public List<MakeTarget> All { get; } = [];

    /// <summary>The default goal.</summary>
    public string? Default { get; private set; }

    public HashSet<string> Phony { get; } = new(StringComparer.Ordinal);

    public List<string> Exports { get; } = [];

    /// <summary>True when every failure is ignored (<c>.IGNORE</c>).</summary>
    public bool IgnoresFailures { get; private set; }

    /// <summary>True when a whole recipe is passed to one shell (<c>.ONESHELL</c>).</summary>
    public bool HasOneShell { get; private set; }

    public MakeTarget? Find(string name) => _byName.GetValueOrDefault(name);

    public void Add(Rule rule)
    {
        var isGrouped = rule.Targets.EndsWith('&');
        var targets = Names(isGrouped ? rule.Targets.TrimEnd('&') : rule.Targets);
        if (targets is null)
        {
            file.Todo($"line {rule.Line}: its targets are not known from the file alone: {rule.Source}");
            return;
        }

        if (targets is [['.', >= 'A' and <= 'Z', ..], ..] && targets.All(IsSpecial))
        {
            ReadSpecial(rule, targets[0]);
            return;
        }

        if (IsOfVariable(rule.Prerequisites))
        {
            _ofVariables.AddRange(targets.Select(name => (name, rule)));
            return;
        }

        if (IsSuffixRule(targets))
        {
            file.Todo($"line {rule.Line}: {rule.Source}");
            return;
        }

        AddRule(rule, targets, isGrouped);
    }

    private void AddRule(Rule rule, string[] targets, bool isGrouped)
    {
        var parts = rule.Prerequisites.Split(':', 2, StringSplitOptions.TrimEntries);
        var (stems, rest) = parts is [var pattern, var behind] && pattern.Contains('%', StringComparison.Ordinal) ? (pattern, behind) : (null, rule.Prerequisites);
        var sides = rest.Split('|', 2);
        var prerequisites = Names(sides[0]);
        var orderOnly = sides.Length > 1 ? Names(sides[1]) : [];
        if (targets.Any(target => target.Contains('%', StringComparison.Ordinal)))
        {
            if (prerequisites is not null && orderOnly is not null && !rule.IsDouble)
            {
                _patterns.Add((rule, targets, prerequisites, orderOnly));
                return;
            }

            file.Todo($"line {rule.Line}: {rule.Source}");
            return;
        }

        foreach (var name in targets)
        {
            var target = GetOrAdd(name);
            target.Stem = stems is not null ? MakeFunctions.Stem(stems, name) ?? "" : "";
            target.Prerequisites.AddRange((prerequisites ?? []).Select(one => stems is not null ? MakeFunctions.Fill(one, target.Stem) : one));
            target.OrderOnly.AddRange(orderOnly ?? []);
            target.Desc ??= rule.Desc;
            if (rule.Hanging.Count > 0)
            {
                target.Todos.Add($"lines of its recipe are left out, because they depend on a condition: {string.Join("; ", rule.Hanging)}");
            }

            if (prerequisites is null || orderOnly is null)
            {
                target.Todos.Add($"line {rule.Line}: its prerequisites are not known from the file alone: {rule.Source}");
            }

            if (rule.Recipe.Count > 0)
            {
                TakeRecipe(target, rule);
            }
        }

        if (isGrouped && targets.Length > 1)
        {
            Find(targets[0])!.AlsoMakes.AddRange(targets.Skip(1));
            foreach (var name in targets.Skip(1))
            {
                (Find(name)!.MadeBy, Find(name)!.Recipe) = (targets[0], null);
            }
        }
    }

    private static void TakeRecipe(MakeTarget target, Rule rule)
    {
        if (target.Recipe is not null && !rule.IsDouble)
        {
            target.Todos.Add($"line {rule.Line}: a second recipe; as in make, it replaces the first");
        }

        target.Recipe = rule.IsDouble && target.Recipe is { } before ? [.. before, .. rule.Recipe] : rule.Recipe;
        if (rule.IsDouble)
        {
            target.Todos.Add($"line {rule.Line}: a rule with '::'; here all of them run, one after the other: {rule.Source}");
        }
    }

    private MakeTarget GetOrAdd(string name)
    {
        if (_byName.TryGetValue(name, out var known))
        {
            return known;
        }

        var target = new MakeTarget(name);
        _byName.Add(name, target);
        All.Add(target);
        Default ??= name[0] == '.' && !name.Contains('/', StringComparison.Ordinal) ? null : name;
        return target;
    }

    /// <summary>To be called after the last rule.</summary>
    public void Settle()
    {
        for (var next = 0; next < All.Count && All.Count < MostTargets; next++)
        {
            var target = All[next];
            foreach (var name in target.Prerequisites.Concat(target.OrderOnly).Append(target.Name).ToList())
            {
                Apply(name);
            }
        }

        foreach (var (name, rule) in _ofVariables)
        {
            var words = $"line {rule.Line}: a variable for this target alone: {rule.Source}";
            if (Find(name) is { } target)
            {
                target.Todos.Add(words);
            }
            else
            {
                file.Todo(words);
            }
        }

        foreach (var (rule, _, _, _) in _patterns.Where(pattern => !_used.Contains(pattern.Rule)))
        {
            file.Todo($"line {rule.Line}: a pattern that no target of this file needs: {rule.Source}");
        }

        foreach (var name in Phony.Where(name => Find(name) is null && All.Count > 0))
        {
            GetOrAdd(name).Todos.Add("it is in .PHONY and has no rule");
        }

        if (variables.Has(".DEFAULT_GOAL") && variables.Expand(variables[".DEFAULT_GOAL"]!) is { Length: > 0 } goal)
        {
            Default = Find(goal.Trim())?.Name;
        }
    }

    // As in make, but without its built-in rules: the matching pattern rule provides the recipe for a file without one.
    private void Apply(string name)
    {
        if (Phony.Contains(name) || Find(name) is { Recipe: not null } or { MadeBy: not null })
        {
            return;
        }

        var fitting = _patterns.Where(pattern => pattern.Rule.Recipe.Count > 0 && pattern.Targets.Any(one => MakeFunctions.Stem(one, name) is { Length: > 0 })).ToList();
        if (fitting.Count != 1)
        {
            if (fitting.Count > 1)
            {
                file.Todo($"'{name}': lines {string.Join(", ", fitting.Select(pattern => pattern.Rule.Line))}: several patterns match; choose one");
            }

            return;
        }

        var (rule, targets, prerequisites, orderOnly) = fitting[0];
        var stem = MakeFunctions.Stem(targets.First(one => MakeFunctions.Stem(one, name) is { Length: > 0 }), name)!;
        var target = GetOrAdd(name);
        _used.Add(rule);
        (target.Stem, target.Recipe) = (stem, rule.Recipe);
        target.Prerequisites.InsertRange(0, prerequisites.Select(one => MakeFunctions.Fill(one, stem)));
        target.OrderOnly.AddRange(orderOnly.Select(one => MakeFunctions.Fill(one, stem)));
        if (targets.Length > 1)
        {
            target.Todos.Add($"line {rule.Line}: a pattern that makes several files at once: {rule.Source}");
        }
    }

    private string[]? Names(string text) => variables.Names(text);

    private static bool IsSpecial(string name) => name is ['.', >= 'A' and <= 'Z', ..] && name.All(letter => letter is '.' or '_' or (>= 'A' and <= 'Z'));

    // target: NAME = value
    private static bool IsOfVariable(string prerequisites)
    {
        var equals = prerequisites.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && MakeText.Words(prerequisites[..equals].TrimEnd('?', '+', ':', '!')).Length <= 2;
    }

    private static bool IsSuffixRule(string[] targets) =>
        targets is [['.', ..] name] && !name.Contains('/', StringComparison.Ordinal) && name.Length < 12 && name.Count(letter => letter == '.') == 2;

    private void ReadSpecial(Rule rule, string name)
    {
        var named = Names(rule.Prerequisites);
        switch (name)
        {
            case ".PHONY" when named is not null:
                Phony.UnionWith(named);
                break;
            case ".ONESHELL":
                HasOneShell = true;
                break;
            case ".IGNORE" when named is { Length: 0 }:
                IgnoresFailures = true;
                break;
            // These have no effect here: dagrs echoes no command, keeps all files and knows no suffixes.
            case ".SILENT" or ".PRECIOUS" or ".SECONDARY" or ".NOTINTERMEDIATE" or ".POSIX" or ".SUFFIXES":
                break;
            case ".NOTPARALLEL":
                file.Todo($"line {rule.Line}: {rule.Source}: run it with 'dagrs -j 1'");
                break;
            default:
                file.Todo($"line {rule.Line}: {rule.Source}");
                break;
        }
    }
}
