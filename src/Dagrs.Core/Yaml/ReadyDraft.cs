using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The mapping under <c>ready</c> while it is read.</summary>
internal sealed class ReadyDraft
{
    /// <summary>The readiness checks that are given, by their keys; there must be exactly one.</summary>
    public List<Located<string>> Ways { get; } = [];

    /// <summary>The last valid one.</summary>
    public ReadyCheck? Check { get; set; }

    public Located<int>? Status { get; set; }

    public TimeSpan? Timeout { get; set; }

    public TimeSpan? Interval { get; set; }
}
