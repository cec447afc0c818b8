using Dagrs.Core.Expressions;

namespace Dagrs.Core.Definition;

/// <summary>Another file whose tasks belong to this one, as written under <c>include</c>.</summary>
/// <param name="File">Its path, relative to the folder of the file that names it.</param>
internal sealed record IncludeDefinition(Located<string> File)
{
    /// <summary>The prefix of its ids here; null: none.</summary>
    public Located<string>? As { get; init; }

    /// <summary>The working directory of its tasks that name none; null: the folder of their file, or without <see cref="As"/> the usual one.</summary>
    public Located<Template>? Directory { get; init; }

    /// <summary>Its parameters that are set here.</summary>
    public IReadOnlyList<(Located<string> Name, Located<Template> Value)> Set { get; init; } = [];
}
