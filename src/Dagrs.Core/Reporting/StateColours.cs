using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>The colours that help to find the words of failure: red for what failed, yellow for what suffered from it or was allowed to.</summary>
/// <param name="areOn">False to paint nothing.</param>
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
