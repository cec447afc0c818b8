using Dagrs.Core.State.Files;

namespace Dagrs.Core.Tests.State.Files;

/// <summary>Stamps of the system, changed by a test, which also is told of each question.</summary>
internal sealed class LyingStamps : IFileStamps
{
    public Func<FileStamp, FileStamp> Lie { get; set; } = stamp => stamp;

    public Action<int> Asked { get; set; } = _ => { };

    public int Count { get; private set; }

    public StampAnswer Ask(string path, bool follow, out FileStamp stamp)
    {
        Asked(++Count);
        var answer = FileStamps.OfSystem.Ask(path, follow, out stamp);
        stamp = Lie(stamp);
        return answer;
    }
}
