namespace Dagrs.Core.Execution;

/// <summary>An executor whose watchdog erases the screen below the cursor if this process is killed while something stands there. Thread-safe.</summary>
internal interface IGuardsScreen
{
    /// <summary>Reports whether something now stands below the cursor that must not stay.</summary>
    void TellScreen(bool hasArea);
}
