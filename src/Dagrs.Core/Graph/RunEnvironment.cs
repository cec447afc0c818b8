using System.Collections.Frozen;

namespace Dagrs.Core.Graph;

/// <summary>Named values that all C# tasks of a run can read. Immutable and thread-safe.</summary>
public sealed class RunEnvironment
{
    private readonly FrozenDictionary<string, object?> _values;

    /// <param name="values">The names, which are case-sensitive, and their values.</param>
    public RunEnvironment(IEnumerable<KeyValuePair<string, object?>> values) => _values = values.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>No values.</summary>
    public static RunEnvironment Empty { get; } = new([]);

    /// <summary>An environment of a few values.</summary>
    public static RunEnvironment Of(params (string Name, object? Value)[] values) => new(Array.ConvertAll(values, value => KeyValuePair.Create(value.Name, value.Value)));

    /// <summary>A value.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    /// <exception cref="InvalidCastException">It has another type; the message says which.</exception>
    public T Get<T>(string name)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            throw new KeyNotFoundException($"the environment has no '{name}'");
        }

        return value is T typed || (value is null && default(T) is null)
            ? (T)value!
            : throw new InvalidCastException($"'{name}' of the environment is {TypeNames.Of(value)}, not {TypeNames.Of(typeof(T))}");
    }

    /// <summary>A value, if there is one of this name and type.</summary>
    public bool TryGet<T>(string name, out T value)
    {
        if (_values.TryGetValue(name, out var found) && found is T typed)
        {
            value = typed;
            return true;
        }

        value = default!;
        return false;
    }
}
