using System.Text;

namespace Dagrs.Cli.Tests.Support;

/// <summary>
/// Finds the processes of one test, whoever their parents are: they have a number in their arguments or their environment that no
/// other process has. Whatever is left of them is killed after the test.
/// </summary>
internal sealed class Marker : IDisposable
{
    /// <summary>The variable to give to dagrs with <see cref="Number"/> as its value.</summary>
    public const string Variable = "DAGRS_TEST_MARK";

    /// <summary>A number of seconds, of some hours.</summary>
    public string Number { get; } = $"{Random.Shared.Next(10_000, 99_999)}.{Random.Shared.Next(10_000_000, 99_999_999)}";

    /// <summary>A command that takes hours and is known by its argument.</summary>
    public string Sleep => "sleep " + Number;

    /// <summary>The living processes with the mark: number, and command line.</summary>
    public IReadOnlyList<string> Alive => [.. Find(withEnvironment: true).Select(found => $"{found.Id} {found.Command}")];

    /// <summary>How many processes sleep with <see cref="Sleep"/>.</summary>
    public int Sleeping => SleepingIds.Count;

    /// <summary>Which processes sleep with <see cref="Sleep"/>.</summary>
    public IReadOnlyList<int> SleepingIds =>
        [.. Find(withEnvironment: false).Where(found => found.Command.StartsWith("sleep ", StringComparison.Ordinal) || found.Command.StartsWith("/bin/sleep ", StringComparison.Ordinal)).Select(found => found.Id)];

    /// <summary>The letter of a process's state, as in ps; blank when it has gone.</summary>
    public static char StateOf(int id) => Read($"/proc/{id}", "stat") is { Length: > 0 } stat ? stat[stat.LastIndexOf(')') + 2] : ' ';

    /// <summary>The words of a process, with blanks between.</summary>
    public static string CommandLine(int id) => ReadOfAnyThread($"/proc/{id}", "cmdline").Replace('\0', ' ').Trim();

    /// <summary>Fails when a process with the mark is alive.</summary>
    public void AssertNoneAlive() => Assert.Empty(Alive);

    /// <summary>Waits until no process with the mark is alive.</summary>
    public async Task WaitForNoneAsync(TimeSpan limit)
    {
        using var late = new CancellationTokenSource(limit);
        while (Alive is { Count: > 0 } alive)
        {
            Assert.False(late.IsCancellationRequested, "still alive: " + string.Join("; ", alive));
            await Task.Delay(20);
        }
    }

    public void Dispose()
    {
        foreach (var (id, _) in Find(withEnvironment: true))
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(id);
                process.Kill();
            }
            catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
            {
                // It ended by itself.
            }
        }
    }

    private List<(int Id, string Command)> Find(bool withEnvironment)
    {
        var found = new List<(int, string)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && id != Environment.ProcessId && !HasEnded(folder))
            {
                var command = CommandLine(id);
                if (command.Contains(Number, StringComparison.Ordinal)
                    || (withEnvironment && ReadOfAnyThread(folder, "environ").Contains($"{Variable}={Number}\0", StringComparison.Ordinal)))
                {
                    found.Add((id, command));
                }
            }
        }

        return found;
    }

    // One whose first thread has ended shows as a zombie, but lives with its others.
    private static bool HasEnded(string folder)
    {
        var stat = Read(folder, "stat");
        return stat.Length == 0 || stat[stat.LastIndexOf(')') + 2] is 'X' || (stat[stat.LastIndexOf(')') + 2] is 'Z' && Threads(folder).Length <= 1);
    }

    private static string ReadOfAnyThread(string folder, string name) =>
        Read(folder, name) is { Length: > 0 } text ? text : Threads(folder).Select(thread => Read(thread, name)).FirstOrDefault(text => text.Length > 0) ?? "";

    private static string[] Threads(string folder)
    {
        try
        {
            return Directory.GetDirectories(Path.Combine(folder, "task"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string Read(string folder, string name)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(folder, name)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
