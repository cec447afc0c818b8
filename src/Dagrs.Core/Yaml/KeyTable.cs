using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Dagrs.Core.Yaml;

/// <summary>The keys that a mapping may have, in display order.</summary>
internal sealed class KeyTable<TDraft> : IEnumerable<Key<TDraft>>
{
    private readonly Dictionary<string, Key<TDraft>> _byName = new(StringComparer.Ordinal);
    private readonly List<Key<TDraft>> _keys = [];

    /// <summary>Their names.</summary>
    public IEnumerable<string> Keys => _keys.Select(key => key.Name);

    /// <summary>Adds a key with a kind of value; the kind provides both shape and reader, so that they cannot diverge.</summary>
    public void Add<T>(string name, string summary, ValueKind<T> kind, Action<TDraft, T> store, bool isRequired = false) =>
        Add(new(name, summary, kind.Shape, (value, draft) => store(draft, kind.Read(value))) { IsRequired = isRequired });

    public void Add(Key<TDraft> key)
    {
        _byName.Add(key.Name, key);
        _keys.Add(key);
    }

    public bool TryGetValue(string name, [NotNullWhen(true)] out Key<TDraft>? key) => _byName.TryGetValue(name, out key);

    public IEnumerator<Key<TDraft>> GetEnumerator() => _keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
