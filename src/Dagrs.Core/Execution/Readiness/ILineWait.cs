namespace Dagrs.Core.Execution.Readiness;

/// <summary>Watches the output of a service.</summary>
internal interface ILineWait
{
    /// <summary>Completes when the service has written the expected line.</summary>
    Task Matched { get; }
}
