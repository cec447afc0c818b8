namespace Dagrs.Core.State.Files;

/// <summary>Who asks the file system for stamps: a test can have one that lies.</summary>
internal interface IFileStamps
{
    /// <summary>The stamp of what is at a path.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="follow">Where it is a link: true for what it leads to.</param>
    /// <param name="stamp">The stamp.</param>
    StampAnswer Ask(string path, bool follow, out FileStamp stamp);
}
