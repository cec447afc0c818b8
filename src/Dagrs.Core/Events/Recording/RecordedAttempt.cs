namespace Dagrs.Core.Events.Recording;

/// <summary>One attempt of a task.</summary>
/// <param name="Start">When it began, counted from the start of the run.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Words">How it ended, in a few words: <c>exited with code 3</c>, <c>succeeded</c>.</param>
/// <param name="Output">What it wrote, the end of it; null: nothing, or it was not kept. That of the last attempt is the task's own.</param>
internal sealed record RecordedAttempt(TimeSpan Start, TimeSpan Duration, string Words, RecordedOutput? Output = null);
