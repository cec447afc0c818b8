namespace Dagrs.Core.State.Watching;

/// <summary>Tells that something in some folders may have changed. It is a hint: it may be silent, and may tell too much. One thread waits; others may wake it.</summary>
internal interface IFolderEvents : IDisposable
{
    /// <summary>Waits until something may have changed, somebody wakes it, or the time is over.</summary>
    /// <param name="most">How long.</param>
    /// <param name="matters">Whether it matters that a file of that full path has changed.</param>
    /// <returns>True when something that matters may have changed.</returns>
    bool Wait(TimeSpan most, Func<string, bool> matters);

    /// <summary>Ends the wait that goes on, or the next one.</summary>
    void Wake();

    /// <summary>Watches these folders, and no others.</summary>
    /// <param name="folders">Their full paths.</param>
    /// <param name="problem">Why it may be silent about some of them, in words; null: it tells of all.</param>
    /// <returns>True when one of them was not watched before: what has changed in it until now was not told.</returns>
    bool Watch(IReadOnlyCollection<string> folders, out string? problem);
}
