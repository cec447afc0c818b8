namespace Dagrs.Core.Yaml;

/// <summary>
/// The shape of a key's value, as far as it does not depend on other values. A closed family; each shape is declared
/// next to the method that reads such a value (<see cref="ValueKinds"/>), and <see cref="SchemaWriter"/> translates it for editors.
/// </summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>Any scalar, since a task may be named <c>5</c> or <c>true</c>; a string must match the expression, if there is one.</summary>
    public sealed record Scalar(string? Expression) : Shape;

    /// <summary>A string that matches a regular expression (ECMA-262).</summary>
    public sealed record Pattern(string Expression, params string[] Examples) : Shape;

    /// <summary>One of a fixed set of words.</summary>
    public sealed record Word(IReadOnlyList<string> Words) : Shape;

    /// <summary>An integer, quoted or not.</summary>
    public sealed record Whole(int Least, int Most) : Shape;

    /// <summary>A number, integer or not, quoted or not.</summary>
    public sealed record Number(double Least, double Most) : Shape;

    /// <summary>True or false, quoted or not.</summary>
    public sealed record Flag : Shape;

    /// <summary>Nothing: the key is given without a value.</summary>
    public sealed record Nothing : Shape;

    /// <summary>A list of values of one shape.</summary>
    public sealed record ListOf(Shape Item) : Shape
    {
        /// <summary>The shape of the first item, which must exist; null: it is like the others.</summary>
        public Shape? First { get; init; }
    }

    /// <summary>A mapping with arbitrary keys.</summary>
    /// <param name="Value">The shape of each value.</param>
    /// <param name="Name">The regular expression for keys.</param>
    public sealed record MapOf(Shape Value, string Name) : Shape
    {
        /// <summary>True when it may not be empty.</summary>
        public bool IsFilled { get; init; }
    }

    /// <summary>A mapping with the keys of a table.</summary>
    /// <param name="Name">Its name in the schema.</param>
    /// <param name="Keys">The table, evaluated late: tables and shapes refer to each other.</param>
    public sealed record Table(string Name, Func<IEnumerable<Key>> Keys) : Shape
    {
        /// <summary>Keys of which at least one must have a value; empty: none.</summary>
        public IReadOnlyList<string> OneNeeded { get; init; } = [];

        /// <summary>Further keys that are allowed, and the shape of their values; null: none.</summary>
        public MapOf? Others { get; init; }
    }

    /// <summary>Any of several shapes.</summary>
    public sealed record AnyOf(params Shape[] Shapes) : Shape;
}
