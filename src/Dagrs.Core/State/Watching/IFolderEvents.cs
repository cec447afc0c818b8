namespace Dagrs.Core.State.Watching;

/// <summary>
/// Signals that something in some folders may have changed. Only a hint: events may be missing or superfluous. One thread waits; others may wake it.
/// </summary>
internal interface IFolderEvents : IDisposable
{
    /// <summary>Waits until something may have changed, <see cref="Wake"/> is called, or the time is over.</summary>
    /// <param name="most">How long.</param>
    /// <param name="matters">Whether a change of the file with that full path matters.</param>
    /// <returns>True when something that matters may have changed.</returns>
    bool Wait(TimeSpan most, Func<string, bool> matters);

    /// <summary>Ends the current wait, or the next one.</summary>
    void Wake();

    /// <summary>Watches these folders, and no others.</summary>
    /// <param name="folders">Their full paths.</param>
    /// <param name="problem">Why events for some of them may be missing, as a message; null: none are.</param>
    /// <returns>True when one of them was not watched before: earlier changes in it caused no event.</returns>
    bool Watch(IReadOnlyCollection<string> folders, out string? problem);
}
