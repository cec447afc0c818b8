using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The cluster settings while they are read.</summary>
internal sealed class ClusterDraft
{
    public ClusterSettings Settings { get; set; } = ClusterSettings.Default;
}
