using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <content>What a task requests from a cluster: its own settings, then the defaults and the top level of its file, then the top level of the file
/// being run.</content>
internal sealed partial class TaskFiller
{
    private void FillCluster()
    {
        var cluster = Fill(_settings.Cluster, task.Open.Concat(scope.File.OpenDefaults.Where(open => task.Settings.Cluster?.Says(open.ClusterKey) != true)));
        var executor = _settings.Executor;
        if (scope.Root is { } root)
        {
            executor ??= scope.File.Executor?.Value;
            cluster = root.File.Cluster is null ? cluster : ClusterSettings.Merge(cluster, OfRoot(root, cluster));
        }

        if (!ReferenceEquals(cluster, _settings.Cluster) || executor != _settings.Executor)
        {
            _settings = _settings with { Cluster = cluster, Executor = executor };
        }
    }

    // Names mean what they do in the root file, and problems are reported there.
    private ClusterSettings? OfRoot(FileScope root, ClusterSettings? stronger) => new TaskFiller(filler, task, root, new InstanceScope(root, task.Instance))
        .Fill(root.File.Cluster, root.File.OpenCluster.Where(open => stronger?.Says(open.ClusterKey) != true));

    private ClusterSettings? Fill(ClusterSettings? cluster, IEnumerable<OpenValue> values)
    {
        if (cluster is null)
        {
            return null;
        }

        foreach (var open in values)
        {
            if (open.Part is not (OpenPart.Cluster or OpenPart.ClusterWord) || Known(open) is not { } text)
            {
                continue;
            }

            string? problem = null;
            if (string.IsNullOrWhiteSpace(text))
            {
                problem = "is empty once evaluated";
            }
            else
            {
                cluster = cluster.With(open.ClusterKey, open.Index, text, out problem);
            }

            Report(open, problem is null ? null : $"'slurm.{open.ClusterKey}' of {Subject}: {Quoted.Name(text.Length == 0 ? open.Template.Text : text)} {problem}");
        }

        return cluster;
    }
}
