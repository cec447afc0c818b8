using System.Globalization;
using System.Text;
using Dagrs.Core.Model;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// Finds the processes of a command wherever they are: in its process group, among its descendants, or by their inherited variables. One scan of the
/// process table serves all requests made before it began, so stopping a thousand commands takes one or two. Thread-safe.
/// </summary>
internal sealed class ProcessSearch
{
    private readonly Lock _gate = new();
    private long _asked;
    private long _served;
    private ILookup<int, ProcessTable.Entry> _byGroup = Array.Empty<ProcessTable.Entry>().ToLookup(entry => entry.Group);
    private ILookup<int, ProcessTable.Entry> _byParent = Array.Empty<ProcessTable.Entry>().ToLookup(entry => entry.Parent);
    private ILookup<ProcessTable.Identity, ProcessTable.Entry> _byIdentity = Array.Empty<ProcessTable.Entry>().ToLookup(entry => entry.Identity);
    private ILookup<Marks, ProcessTable.Entry> _byMarks = Array.Empty<ProcessTable.Entry>().ToLookup(_ => default(Marks));

    /// <summary>Requests a scan that begins after this call.</summary>
    public long Ask() => Interlocked.Increment(ref _asked);

    /// <summary>The living processes of one attempt of a command.</summary>
    /// <param name="ask">The result of <see cref="Ask"/>.</param>
    /// <param name="invocation">The attempt.</param>
    /// <param name="leader">Its own process, which leads its process group.</param>
    /// <param name="known">Processes of it that were found before.</param>
    public List<ProcessTable.Entry> Find(long ask, Invocation invocation, int leader, IReadOnlySet<ProcessTable.Identity> known)
    {
        var marks = new Marks(invocation.Run, invocation.Name, invocation.Attempt.ToString(CultureInfo.InvariantCulture));
        lock (_gate)
        {
            if (_served < ask)
            {
                _served = Interlocked.Read(ref _asked);
                Look();
            }

            var near = _byGroup[leader].Union(DescendantsOf(leader)).Union(known.SelectMany(process => _byIdentity[process]));
            return [.. invocation.Run.Length == 0 ? near : near.Union(_byMarks[marks])];
        }
    }

    /// <summary>All living processes of a run, by their inherited variables.</summary>
    /// <param name="run">The run.</param>
    /// <param name="known">Processes found before: one that is dying has already lost its variables but is not gone yet.</param>
    public static List<ProcessTable.Entry> Find(string run, IReadOnlySet<int> known) =>
        run.Length == 0 ? [] : [.. Living().Where(entry => known.Contains(entry.Id) || Marks.Of(entry.Id).Run == run)];

    private void Look()
    {
        var entries = Living().ToArray();
        _byGroup = entries.ToLookup(entry => entry.Group);
        _byIdentity = entries.ToLookup(entry => entry.Identity);
        _byParent = entries.ToLookup(entry => entry.Parent);
        _byMarks = entries.ToLookup(entry => Marks.Of(entry.Id));
    }

    private List<ProcessTable.Entry> DescendantsOf(int ancestor)
    {
        var found = new List<ProcessTable.Entry>(_byParent[ancestor]);
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(_byParent[found[i].Id]);
        }

        return found;
    }

    private static IEnumerable<ProcessTable.Entry> Living() => ProcessTable.Read().Where(entry => !entry.HasEnded && entry.Id != Environment.ProcessId);

    private readonly record struct Marks(string? Run, string? Task, string? Attempt)
    {
        public static Marks Of(int process)
        {
            var environment = ProcessTable.EnvironmentOf(process);
            return Value(environment, ReservedVariables.Run) is { } run
                ? new(run, Value(environment, ReservedVariables.Task), Value(environment, ReservedVariables.Attempt))
                : default;
        }

        private static string? Value(ReadOnlySpan<byte> environment, string name)
        {
            var start = environment.IndexOf(Encoding.UTF8.GetBytes($"\0{name}="));
            if (start < 0)
            {
                return null;
            }

            var value = environment[(start + name.Length + 2)..];
            var end = value.IndexOf((byte)'\0');
            return Encoding.UTF8.GetString(end < 0 ? value : value[..end]);
        }
    }
}
