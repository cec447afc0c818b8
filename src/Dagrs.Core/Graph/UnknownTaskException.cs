namespace Dagrs.Core.Graph;

/// <summary>A requested task, or kind of task, does not exist. The message suggests for each name what was probably meant.</summary>
public sealed class UnknownTaskException : ArgumentException
{
    /// <param name="unknown">The requested names.</param>
    /// <param name="property">The property or parameter that holds them, if they come from one.</param>
    internal UnknownTaskException(IReadOnlyList<UnknownTask> unknown, string? property = null)
        : base(null, property) => Unknown = unknown;

    /// <summary>One line for each name that matches no task.</summary>
    public override string Message => string.Join('\n', Unknown.Select(task => task.Words));

    internal IReadOnlyList<UnknownTask> Unknown { get; }
}
