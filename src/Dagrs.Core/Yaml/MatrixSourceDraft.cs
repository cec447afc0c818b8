using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;

namespace Dagrs.Core.Yaml;

/// <summary>Where values of a matrix key come from when they are not written down, while it is read.</summary>
internal sealed class MatrixSourceDraft
{
    public IReadOnlyList<Located<Template>>? Glob { get; set; }

    public Located<Template>? Split { get; set; }
}
