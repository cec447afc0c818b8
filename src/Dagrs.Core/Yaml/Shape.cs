namespace Dagrs.Core.Yaml;

/// <summary>
/// What the value of a key may look like, as far as that can be said without knowing the other values. A closed family; it stands
/// beside the method that reads such a value (<see cref="ValueKinds"/>), and <see cref="SchemaWriter"/> tells it to editors.
/// </summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>Any scalar, since a task may be named <c>5</c> or <c>true</c>; a text among them must match the expression, if there is one.</summary>
    public sealed record Scalar(string? Expression) : Shape;

    /// <summary>A text that a regular expression (ECMA-262) describes.</summary>
    public sealed record Pattern(string Expression, params string[] Examples) : Shape;

    /// <summary>One of a few words.</summary>
    public sealed record Word(IReadOnlyList<string> Words) : Shape;

    /// <summary>A whole number; in quotes it counts too.</summary>
    public sealed record Whole(int Least, int Most) : Shape;

    /// <summary>A number, whole or not; in quotes it counts too.</summary>
    public sealed record Number(double Least, double Most) : Shape;

    /// <summary>True or false; in quotes it counts too.</summary>
    public sealed record Flag : Shape;

    /// <summary>Nothing: the key stands there without a value.</summary>
    public sealed record Nothing : Shape;

    /// <summary>A list of values of one shape.</summary>
    public sealed record ListOf(Shape Item) : Shape
    {
        /// <summary>What the first must look like, when there must be one and more is asked of it.</summary>
        public Shape? First { get; init; }
    }

    /// <summary>A mapping whose keys are free.</summary>
    /// <param name="Value">What each value must look like.</param>
    /// <param name="Name">The regular expression of a key.</param>
    public sealed record MapOf(Shape Value, string Name) : Shape
    {
        /// <summary>True when it may not be empty.</summary>
        public bool IsFilled { get; init; }
    }

    /// <summary>A mapping whose keys are those of a table.</summary>
    /// <param name="Name">What it is called in the schema.</param>
    /// <param name="Keys">The table, asked for late: tables name shapes and shapes name tables.</param>
    public sealed record Table(string Name, Func<IEnumerable<Key>> Keys) : Shape
    {
        /// <summary>Keys of which one at least must say something; empty: none.</summary>
        public IReadOnlyList<string> OneNeeded { get; init; } = [];

        /// <summary>What other keys there may be, and what their values look like; null: none.</summary>
        public MapOf? Others { get; init; }
    }

    /// <summary>Any of several shapes.</summary>
    public sealed record AnyOf(params Shape[] Shapes) : Shape;
}
