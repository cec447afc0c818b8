using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;

namespace Dagrs.Core.Yaml;

/// <summary>The source of a matrix key's values when they are not listed, while it is read.</summary>
internal sealed class MatrixSourceDraft
{
    public IReadOnlyList<Located<Template>>? Glob { get; set; }

    public Located<Template>? Split { get; set; }
}
