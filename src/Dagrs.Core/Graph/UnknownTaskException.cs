namespace Dagrs.Core.Graph;

/// <summary>A task, or a kind of tasks, was asked for that is not there. Says for each what was probably meant.</summary>
public sealed class UnknownTaskException : ArgumentException
{
    /// <param name="unknown">The names asked for.</param>
    /// <param name="property">The property or parameter that holds them, if they come from one.</param>
    internal UnknownTaskException(IReadOnlyList<UnknownTask> unknown, string? property = null)
        : base(null, property) => Unknown = unknown;

    /// <summary>One line for each name that means no task.</summary>
    public override string Message => string.Join('\n', Unknown.Select(task => task.Words));

    internal IReadOnlyList<UnknownTask> Unknown { get; }
}
