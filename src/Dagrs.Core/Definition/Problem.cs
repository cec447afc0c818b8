using Dagrs.Core.Model;

namespace Dagrs.Core.Definition;

/// <summary>One thing that is wrong with a file: what and where, as data. <see cref="ProblemText"/> turns it into words.</summary>
/// <param name="Code">Which kind of problem.</param>
/// <param name="Place">Where; unknown when it concerns the whole file.</param>
/// <param name="Message">What is wrong: lower case, names in single quotes, no full stop.</param>
public sealed record Problem(ProblemCode Code, Place Place, string Message)
{
    /// <summary>What was probably meant.</summary>
    public string? Suggestion { get; init; }

    /// <summary>The file it is in; null: the file being run.</summary>
    internal SourceText? Source { get; init; }

    /// <summary>Related positions, such as each edge of a cycle.</summary>
    public IReadOnlyList<Located<string>> Notes { get; init; } = [];
}
