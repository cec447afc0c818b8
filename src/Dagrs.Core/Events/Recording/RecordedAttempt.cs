namespace Dagrs.Core.Events.Recording;

/// <summary>One attempt of a task.</summary>
/// <param name="Start">When it started, relative to the start of the run.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Words">How it ended, in a few words: <c>exited with code 3</c>, <c>succeeded</c>.</param>
/// <param name="Output">The tail of its output; null: there was none, or it was not kept. That of the last attempt belongs to the task.</param>
internal sealed record RecordedAttempt(TimeSpan Start, TimeSpan Duration, string Words, RecordedOutput? Output = null);
