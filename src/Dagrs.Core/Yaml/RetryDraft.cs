using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The long form of <c>retry</c> while it is read.</summary>
internal sealed class RetryDraft
{
    public RetryPolicy Policy { get; set; } = RetryPolicy.None;

    public bool HasMax { get; set; }
}
