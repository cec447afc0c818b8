using Dagrs.Core.Definition;
using Dagrs.Core.Model;

namespace Dagrs.Core.Yaml;

/// <summary>A task while it is read.</summary>
internal sealed class TaskDraft : SettingsDraft
{
    /// <summary>Stands for a command that is invalid, so that it is not reported as missing as well.</summary>
    public static Command WrongCommand { get; } = new Command.Shell("");

    /// <summary>Null while it is missing; empty when it is invalid.</summary>
    public string? Name { get; set; }

    public string? Description { get; set; }

    public IReadOnlyList<Located<string>> After { get; set; } = [];

    public IReadOnlyList<Located<string>> Tags { get; set; } = [];

    public Command? Command { get; set; }

    public Place CommandPlace { get; set; }

    /// <summary>Whether it is a service, with the place.</summary>
    public Located<bool>? Service { get; set; }

    public ReadyCheck? Ready { get; set; }

    public ServiceSettings? Stop { get; set; }

    public RareValues Rare { get; set; } = RareValues.None;
}
