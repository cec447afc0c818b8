using Dagrs.Core.Model;

namespace Dagrs.Core.Events.Recording;

/// <summary>How a task or an attempt ended.</summary>
/// <param name="Words">In a few words: <c>exited with code 3</c>.</param>
/// <param name="ExitCode">The exit code of its command; null: it did not exit by itself, or there is no command.</param>
/// <param name="Signal">The signal that ended it; null: none.</param>
internal sealed record RecordedEnd(string Words, int? ExitCode = null, string? Signal = null)
{
    /// <summary>The end of a command or of code.</summary>
    /// <param name="words">In a few words.</param>
    /// <param name="outcome">How it ended; null: it was not run.</param>
    /// <param name="successCode">The exit code of a command that succeeded; null: unknown, or it is no command.</param>
    public static RecordedEnd Of(string words, Outcome? outcome, int? successCode) => new(
        words,
        outcome switch { Outcome.EndedEarly(Outcome.Exited(var code)) => code, Outcome.EndedEarly(Outcome.Succeeded) => 0, Outcome.Exited(var code) => code, Outcome.Succeeded => successCode, _ => null },
        (((outcome as Outcome.EndedEarly)?.How ?? outcome) as Outcome.Killed)?.Signal);
}
