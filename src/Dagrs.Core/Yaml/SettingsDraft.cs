using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The settings of a task, or those for all tasks, while they are read.</summary>
internal class SettingsDraft
{
    public TaskSettings Settings { get; set; } = TaskSettings.Default;
}
