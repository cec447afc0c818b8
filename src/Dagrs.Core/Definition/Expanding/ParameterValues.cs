using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>
/// The values of one file's parameters: the given value, else the variable, else the default, which may use others. A missing value is reported only
/// when it is used.
/// </summary>
internal sealed class ParameterValues
{
    private readonly Dictionary<string, ParameterDefinition> _declared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Evaluated> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal); // those whose default is being evaluated
    private readonly IReadOnlyDictionary<string, string> _given;
    private readonly FileScope _scope;

    /// <param name="scope">The file.</param>
    /// <param name="given">The given values of its parameters.</param>
    public ParameterValues(FileScope scope, IReadOnlyDictionary<string, string> given)
    {
        (_scope, _given) = (scope, given);
        foreach (var parameter in scope.File.Parameters)
        {
            _declared.TryAdd(parameter.Name.Value, parameter);
        }
    }

    /// <summary>Their names.</summary>
    public IReadOnlyCollection<string> Names => _declared.Keys;

    /// <summary>A parameter by its name; null: there is none.</summary>
    public ParameterDefinition? Find(string name) => _declared.GetValueOrDefault(name);

    /// <summary>What a parameter without a value would get it from: the including file, or its default. Null: from nothing.</summary>
    public UnsetParameter? SourceOf(string name) =>
        _scope.Unset.GetValueOrDefault(name) ?? (Find(name)?.Default is { } written ? new(_scope, written.Value) : null);

    /// <summary>The value of a parameter, if it has one.</summary>
    public Evaluated ValueOf(Reference reference)
    {
        if (!_declared.TryGetValue(reference.Name, out var parameter))
        {
            return !_scope.File.HasAllParameters ? Evaluated.NotYet : new Evaluated.Wrong(ExpressionError.At(reference, $"there is no parameter {Quoted.Name(reference.Name)} in this file") with { Unknown = reference.Name, Known = [.. Names] });
        }

        return ValueOf(parameter) switch
        {
            null => new Evaluated.Wrong(ExpressionError.At(reference, $"the default of parameter {Quoted.Name(reference.Name)} refers to itself through other parameters")),
            Evaluated.Wrong when !NeedsVariables(parameter.Name.Value, []) => Evaluated.NotYet, // told where the default is written
            Evaluated.Wrong wrong => new Evaluated.Wrong(ExpressionError.At(reference, wrong.Error.Message)),
            var value => value,
        };
    }

    /// <summary>
    /// The problems with defaults that are wrong whether they are used or not. One that needs a variable of the environment is a problem only where it
    /// is used: <see cref="ProblemOf"/>.
    /// </summary>
    public List<Problem> WrongDefaults() => [.. _declared.Keys.Where(name => !NeedsVariables(name, [])).Select(ProblemOf).OfType<Problem>()];

    /// <summary>The problem with the default of a parameter; null: it has none, or none that counts.</summary>
    public Problem? ProblemOf(string name) => Find(name) is { Default: { } written } parameter && ValueOf(parameter) is Evaluated.Wrong wrong
        ? ExpressionPlace.Problem($"the default of parameter {Quoted.Name(name)}", written.Place, wrong.Error)
        : null;

    /// <summary>The known value of a parameter; null: it has none.</summary>
    public string? Known(string name) => _declared.TryGetValue(name, out var parameter) && ValueOf(parameter) is Evaluated.Known known ? known.Value : null;

    /// <summary>The parameters as the command line sees them; a value set by the including file is a default there.</summary>
    /// <param name="prefix">The prefix of their names there.</param>
    public IEnumerable<ParameterDefinition> AsSeenFromOutside(string prefix) => _scope.File.Parameters.Select(parameter => parameter with
    {
        Name = parameter.Name with { Value = prefix + parameter.Name.Value },
        Default = _given.TryGetValue(parameter.Name.Value, out var set) && parameter.Default?.Place is var place ? new(Template.Of(set), place ?? default) : parameter.Default,
    });

    /// <summary>The parameters whose values come from variables of the machine, with these values.</summary>
    /// <param name="prefix">The prefix of their names on the command line.</param>
    public IEnumerable<(string Name, string Value)> FromVariables(string prefix)
    {
        foreach (var (name, parameter) in _declared)
        {
            if (!_given.ContainsKey(name) && Outside(parameter) is { } value)
            {
                yield return (prefix + name, value);
            }
        }
    }

    /// <summary>The parameters that a task of this file uses: its script contains them as words, or one of its expressions uses them.</summary>
    public IEnumerable<ParameterDefinition> UsedBy(TaskDefinition task)
    {
        var words = ScriptCall.TextsOf(task).SelectMany(script => ScriptWords.In(script, Names));
        var condition = task.If?.Value.Expression.All().OfType<Reference>() ?? [];
        var files = (task.InputFiles ?? []).Concat(task.OutputFiles ?? []).SelectMany(pattern => pattern.Value.References);
        var named = task.Open.SelectMany(open => open.Template.References).Concat(condition).Concat(files).Where(reference => reference.Kind == ReferenceKind.Parameter).Select(reference => reference.Name);
        var used = words.Concat(named).ToHashSet(StringComparer.Ordinal);
        return _declared.Values.Where(parameter => used.Contains(parameter.Name.Value));
    }

    /// <summary>The problems with the given values, one line each.</summary>
    /// <param name="prefix">The prefix of these parameters' names on the command line.</param>
    public IEnumerable<string> Problems(string prefix)
    {
        foreach (var (name, parameter) in _declared)
        {
            if (parameter.Choices.Count > 0 && Outside(parameter) is { } value && parameter.Choices.All(choice => choice.Value != value))
            {
                var mend = Model.Suggestion.For(value, parameter.Choices.Select(choice => choice.Value)) is { } near ? $"; did you mean {Quoted.Name(near)}?" : "";
                yield return $"parameter {Quoted.Name(prefix + name)} must be one of {Quoted.Names(parameter.Choices.Select(choice => choice.Value))}, not {Quoted.Name(value)}{mend}";
            }
        }
    }

    private bool NeedsVariables(string name, HashSet<string> seen) => seen.Add(name) && Find(name)?.Default is { } written
        && written.Value.References.Any(reference => reference.Kind == ReferenceKind.Variable || (reference.Kind == ReferenceKind.Parameter && NeedsVariables(reference.Name, seen)));

    // Null for one that depends on itself.
    private Evaluated? ValueOf(ParameterDefinition parameter)
    {
        var name = parameter.Name.Value;
        if (_values.TryGetValue(name, out var known))
        {
            return known;
        }

        if (!_open.Add(name))
        {
            return null;
        }

        var value = Outside(parameter) is { } outside ? new Evaluated.Known(outside)
            : _scope.Unset.ContainsKey(name) ? Evaluated.NotYet
            : parameter.Default is { } template ? template.Value.Evaluate(_scope)
            : Evaluated.NotYet;
        _open.Remove(name);
        return _values[name] = value;
    }

    private string? Outside(ParameterDefinition parameter) =>
        _given.TryGetValue(parameter.Name.Value, out var given) ? given : parameter.Variable is { } variable ? _scope.Machine.Variable(variable) : null;
}
