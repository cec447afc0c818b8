using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>Colours that make the words of failure stand out: red for failures, yellow for their consequences and for allowed failures.</summary>
/// <param name="areOn">False for no colours.</param>
internal sealed class StateColours(bool areOn)
{
    public string Paint(string words, TaskState state) => state switch
    {
        _ when !areOn => words,
        TaskState.Failed or TaskState.TimedOut => $"\e[1;31m{words}\e[0m",
        TaskState.FailedAllowed or TaskState.Canceled or TaskState.NotRun => $"\e[33m{words}\e[0m",
        _ => words,
    };
}
