namespace Dagrs.Core.Expressions;

/// <summary>The functions that an expression can call; what each does is in <see cref="Functions"/> and <see cref="Evaluation"/>.</summary>
internal enum Function : byte
{
    /// <summary><c>contains(text, part)</c></summary>
    Contains,

    /// <summary><c>one-of(word, list)</c></summary>
    OneOf,

    /// <summary><c>matches(text, glob)</c></summary>
    Matches,

    /// <summary><c>default(a, b)</c></summary>
    Default,

    /// <summary><c>exists(path)</c></summary>
    Exists,
}
