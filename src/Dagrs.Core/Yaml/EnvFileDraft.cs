using Dagrs.Core.Definition;
using Dagrs.Core.Expressions;

namespace Dagrs.Core.Yaml;

/// <summary>The long form of an env file while it is read.</summary>
internal sealed class EnvFileDraft
{
    public Located<Template>? Path { get; set; }

    /// <summary>True when <c>path</c> is given, valid or not.</summary>
    public bool HasPath { get; set; }

    public bool IsOptional { get; set; }
}
