using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;

namespace Dagrs.Core.Yaml;

/// <summary>The long form of a parameter while it is read.</summary>
internal sealed class ParameterDraft
{
    public Located<Template>? Default { get; set; }

    public IReadOnlyList<Located<string>> Choices { get; set; } = [];

    public bool IsRequired { get; set; }

    public string? Variable { get; set; }

    public string? Description { get; set; }
}
