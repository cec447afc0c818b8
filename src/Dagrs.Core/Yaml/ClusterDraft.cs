using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>What is asked of a cluster, while it is read.</summary>
internal sealed class ClusterDraft
{
    public ClusterSettings Settings { get; set; } = ClusterSettings.Default;
}
