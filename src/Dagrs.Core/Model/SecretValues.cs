using System.Text;

namespace Dagrs.Core.Model;

/// <summary>
/// The variables that are secret, and their known values; more may become known at any time. It does not know where they come from. Thread-safe.
/// </summary>
internal sealed class SecretValues
{
    private readonly object _gate = new();
    private readonly List<string> _names = [];
    private readonly List<string> _values = [];
    private readonly List<string> _tooShort = [];
    private volatile bool _isStale;
    private Mask? _mask;

    /// <summary>The secrets that this program masks in everything it writes itself; null: none, as in a library.</summary>
    public static SecretValues? OfProgram { get; set; }

    /// <summary>All forms in which the values may appear in a text.</summary>
    public IReadOnlyList<string> Forms
    {
        get
        {
            lock (_gate)
            {
                return [.. _values.SelectMany(SecretForms.Of).Distinct(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>True when no variable is secret.</summary>
    public bool IsEmpty => _names.Count == 0;

    /// <summary>Finds the values; null: there is nothing to find.</summary>
    public Mask? Mask
    {
        get
        {
            if (_isStale)
            {
                lock (_gate)
                {
                    _mask = Mask.Of(_values);
                    _isStale = false;
                }
            }

            return Volatile.Read(ref _mask);
        }
    }

    /// <summary>The variables whose value is too short to be masked.</summary>
    public IReadOnlyList<string> TooShort
    {
        get
        {
            lock (_gate)
            {
                return [.. _tooShort];
            }
        }
    }

    /// <summary>The masked values, line by line.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
            {
                return [.. _values.SelectMany(SecretForms.Lines).Distinct(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>True for the name of a variable that is secret.</summary>
    public bool Has(string name)
    {
        lock (_gate)
        {
            return _names.Contains(name, StringComparer.Ordinal);
        }
    }

    /// <summary>Makes these variables secret from now on; returns all that are.</summary>
    public IReadOnlyList<string> Add(IEnumerable<string> names)
    {
        lock (_gate)
        {
            foreach (var name in names)
            {
                if (!_names.Contains(name, StringComparer.Ordinal))
                {
                    _names.Add(name);
                }
            }

            return [.. _names];
        }
    }

    /// <summary>Learns the values of those variables that are secret.</summary>
    public void Learn(IReadOnlyDictionary<string, string> variables)
    {
        if (!IsEmpty && variables.Count > 0)
        {
            Learn(variables.GetValueOrDefault);
        }
    }

    /// <summary>Learns the values of the secret variables.</summary>
    /// <param name="valueOf">Gives the value of a variable; null: it is not set.</param>
    public void Learn(Func<string, string?> valueOf)
    {
        lock (_gate)
        {
            foreach (var name in _names)
            {
                if (valueOf(name) is not { Length: > 0 } value)
                {
                    continue;
                }

                var isLong = SecretForms.IsLongEnough(value);
                var (list, one) = isLong ? (_values, value) : (_tooShort, name);
                if (!list.Contains(one, StringComparer.Ordinal))
                {
                    list.Add(one);
                    _isStale |= isLong;
                }
            }
        }
    }

    /// <summary>A whole text, masked.</summary>
    public string Apply(string text) =>
        Mask is null || text.Length < SecretForms.Shortest ? text : Encoding.UTF8.GetString(new MaskedStream(this).Add(Encoding.UTF8.GetBytes(text), isEnd: true));
}
