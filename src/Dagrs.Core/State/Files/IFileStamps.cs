namespace Dagrs.Core.State.Files;

/// <summary>Asks the file system for stamps; a test can substitute one that lies.</summary>
internal interface IFileStamps
{
    /// <summary>The stamp of what is at a path.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="follow">True to follow a link to its target.</param>
    /// <param name="stamp">The stamp.</param>
    StampAnswer Ask(string path, bool follow, out FileStamp stamp);
}
