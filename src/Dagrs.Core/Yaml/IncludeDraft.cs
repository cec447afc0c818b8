using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;

namespace Dagrs.Core.Yaml;

/// <summary>An entry of <c>include</c> while it is read.</summary>
internal sealed class IncludeDraft
{
    public Located<string>? File { get; set; }

    /// <summary>True when <c>file</c> is given, valid or not.</summary>
    public bool HasFile { get; set; }

    public Located<string>? As { get; set; }

    public Located<Template>? Directory { get; set; }

    public IReadOnlyList<(Located<string> Name, Located<Template> Value)> Set { get; set; } = [];
}
