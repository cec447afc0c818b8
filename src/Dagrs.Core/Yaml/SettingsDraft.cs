using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The settings of a task, or those for all tasks, while they are read.</summary>
internal class SettingsDraft
{
    public TaskSettings Settings { get; set; } = TaskSettings.Default;

    /// <summary>Those of its values that hold expressions.</summary>
    public IReadOnlyList<OpenValue> Open { get; set; } = [];

    /// <summary>The keys that only a task with work has, where they stand.</summary>
    public List<Located<string>>? KeysOfWork { get; private set; }

    public IReadOnlyList<EnvFileDefinition> EnvFiles { get; set; } = [];

    /// <summary>Null when nothing is said.</summary>
    public IReadOnlyList<Located<string>>? Secrets { get; set; }

    /// <summary>Where it is said that what is made is kept; unknown when it is not.</summary>
    public Place CachePlace { get; set; }

    /// <summary>Adds to what is said of when a task need not run again.</summary>
    public void Reuse(Func<ReuseSettings, ReuseSettings> change) => Settings = Settings with { Reuse = change(Settings.Reuse ?? new()) };

    public void NoteKeyOfWork(Located<string> key) => (KeysOfWork ??= []).Add(key);
}
