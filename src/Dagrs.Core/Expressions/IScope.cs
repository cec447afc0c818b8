namespace Dagrs.Core.Expressions;

/// <summary>What the names of an expression mean at one place and time, and what it needs of the world outside.</summary>
internal interface IScope
{
    /// <summary>The value of a name: <see cref="Evaluated.Unset"/> where there is such a name but it has none, <see cref="Evaluated.Wrong"/> where there is not.</summary>
    Evaluated Find(Reference reference);

    /// <summary>Whether there is a file or folder of that path; null when it is too early to ask.</summary>
    bool? Exists(string path);

    /// <summary>Whether a pattern for names matches a text.</summary>
    bool Matches(string text, string pattern);
}
