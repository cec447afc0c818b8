namespace Dagrs.Core.Expressions;

/// <summary>The result of an expression. An error is a value here, never an exception.</summary>
internal abstract record Evaluated
{
    private Evaluated()
    {
    }

    public static Evaluated True { get; } = new Known("true");

    public static Evaluated False { get; } = new Known("false");

    public static Evaluated NotYet { get; } = new Later();

    public static Evaluated Of(bool value) => value ? True : False;

    /// <summary>A text.</summary>
    public sealed record Known(string Value) : Evaluated
    {
        public bool IsTrue => Value == "true";

        public bool IsTruth => Value is "true" or "false";
    }

    /// <summary>Depends on something that is not known yet.</summary>
    public sealed record Later : Evaluated;

    /// <summary>A name without a value. <c>default</c> accepts that; for everything else it is an error.</summary>
    public sealed record Unset(ExpressionError Error) : Evaluated;

    /// <summary>An error, whatever is learned later.</summary>
    public sealed record Wrong(ExpressionError Error) : Evaluated;
}
