using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The mapping under <c>ready</c> while it is read.</summary>
internal sealed class ReadyDraft
{
    /// <summary>The ways in which it says that a service is ready, by their keys; exactly one is right.</summary>
    public List<Located<string>> Ways { get; } = [];

    /// <summary>The last of them that could be read.</summary>
    public ReadyCheck? Check { get; set; }

    public Located<int>? Status { get; set; }

    public TimeSpan? Timeout { get; set; }

    public TimeSpan? Interval { get; set; }
}
