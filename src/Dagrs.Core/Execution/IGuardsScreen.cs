namespace Dagrs.Core.Execution;

/// <summary>An executor whose guard clears the screen from the cursor on when this process was killed while something stood there. Thread-safe.</summary>
internal interface IGuardsScreen
{
    /// <summary>Says that from now on something stands below the cursor that must not stay, or that there is nothing any more.</summary>
    void TellScreen(bool hasArea);
}
