using Dagrs.Core.State.Files;

namespace Dagrs.Core.Tests.State.UpToDate.Model;

/// <summary>
/// A clock that runs fifty times as fast as that of the machine, and the times of files by it: what a run takes is then as long as stamps are coarse. They are
/// told in steps of a second and a half, as file systems exist that do so, so that a file which is written twice in that time does not show it.
/// </summary>
internal sealed class FastClock : TimeProvider, IFileStamps
{
    private const int Speed = 50;
    private const long Step = 1_500_000_000; // in nanoseconds

    private static readonly long Origin = Nanoseconds(System.GetUtcNow());

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(Fast(Nanoseconds(System.GetUtcNow())) / TimeSpan.NanosecondsPerTick);

    public StampAnswer Ask(string path, bool follow, out FileStamp stamp)
    {
        var answer = FileStamps.OfSystem.Ask(path, follow, out stamp);
        stamp = stamp with { Modified = Coarse(stamp.Modified), Changed = Coarse(stamp.Changed) };
        return answer;
    }

    private static long Fast(long time) => Origin + ((time - Origin) * Speed);

    private static long Coarse(long time) => Fast(time) / Step * Step;

    private static long Nanoseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;
}
