using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>The settings of a task, or the defaults, while they are read.</summary>
internal class SettingsDraft
{
    public TaskSettings Settings { get; set; } = TaskSettings.Default;

    /// <summary>Its values that contain expressions.</summary>
    public IReadOnlyList<OpenValue> Open { get; set; } = [];

    /// <summary>The keys that are given although only a task with a command has them.</summary>
    public List<Located<string>>? KeysOfWork { get; private set; }

    public IReadOnlyList<EnvFileDefinition> EnvFiles { get; set; } = [];

    /// <summary>Null when none are given.</summary>
    public IReadOnlyList<Located<string>>? Secrets { get; set; }

    /// <summary>The place where the cache is enabled; unknown when it is not.</summary>
    public Place CachePlace { get; set; }

    /// <summary>Changes the settings for skipping a task that is up to date.</summary>
    public void Reuse(Func<ReuseSettings, ReuseSettings> change) => Settings = Settings with { Reuse = change(Settings.Reuse ?? new()) };

    public void NoteKeyOfWork(Located<string> key) => (KeysOfWork ??= []).Add(key);
}
