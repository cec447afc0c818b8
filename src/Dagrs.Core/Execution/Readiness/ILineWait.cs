namespace Dagrs.Core.Execution.Readiness;

/// <summary>Sees what a service writes.</summary>
internal interface ILineWait
{
    /// <summary>Ends when it has written the line that is waited for.</summary>
    Task Matched { get; }
}
