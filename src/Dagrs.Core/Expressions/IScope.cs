namespace Dagrs.Core.Expressions;

/// <summary>The meaning of the names of an expression at one place and time, and what it needs from outside.</summary>
internal interface IScope
{
    /// <summary>
    /// The value of a name: <see cref="Evaluated.Unset"/> for an existing name without a value, <see cref="Evaluated.Wrong"/> for an unknown name.
    /// </summary>
    Evaluated Find(Reference reference);

    /// <summary>Whether a file or folder with this path exists; null when it is too early to tell.</summary>
    bool? Exists(string path);

    /// <summary>Whether a pattern for names matches a text.</summary>
    bool Matches(string text, string pattern);
}
