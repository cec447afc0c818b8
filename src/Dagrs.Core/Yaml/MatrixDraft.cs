using Dagrs.Core.Definition;

namespace Dagrs.Core.Yaml;

/// <summary>A matrix while it is read.</summary>
internal sealed class MatrixDraft
{
    public List<MatrixKey> Keys { get; } = [];

    public IReadOnlyList<MatrixChoice> Exclude { get; set; } = [];

    public IReadOnlyList<MatrixChoice> Include { get; set; } = [];
}
