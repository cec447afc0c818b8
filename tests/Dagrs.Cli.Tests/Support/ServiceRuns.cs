namespace Dagrs.Cli.Tests.Support;

/// <summary>Runs with services: a folder, a free port, and a marker by which processes that are left behind are found.</summary>
public abstract class ServiceRuns : IDisposable
{
    private protected Marker Marker { get; } = new();

    private protected TempFolder Folder { get; } = new();

    private protected int Port { get; } = FreePort.Next();

    public void Dispose()
    {
        Marker.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A run of a file in which SLEEP is a command that takes hours, PORT a free port, and SERVE a server there.</summary>
    private protected DagrsTest Run(string yaml, params string[] arguments) => DagrsTest.Of(
            yaml.Replace("SLEEP", Marker.Sleep, StringComparison.Ordinal)
                .Replace("SERVE", $"{Paths.TestProgram} serve 127.0.0.1 {Port}", StringComparison.Ordinal)
                .Replace("PORT", $"{Port}", StringComparison.Ordinal),
            arguments)
        .In(Folder)
        .Mark(Marker);
}
