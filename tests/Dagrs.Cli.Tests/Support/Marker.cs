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
    public int Sleeping => Find(withEnvironment: false).Count(found => found.Command.StartsWith("sleep ", StringComparison.Ordinal));

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
                var command = Read(folder, "cmdline").Replace('\0', ' ').Trim();
                if (command.Contains(Number, StringComparison.Ordinal)
                    || (withEnvironment && Read(folder, "environ").Contains($"{Variable}={Number}\0", StringComparison.Ordinal)))
                {
                    found.Add((id, command));
                }
            }
        }

        return found;
    }

    private static bool HasEnded(string folder)
    {
        var stat = Read(folder, "stat");
        return stat.Length == 0 || stat[stat.LastIndexOf(')') + 2] is 'Z' or 'X';
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
