namespace Dagrs.Cli.Running;

/// <summary>How dagrs calls itself as the guard of a terminal that a task has. It knows neither.</summary>
internal static class TerminalGuardProgram
{
    /// <summary>The first argument; not a command for users.</summary>
    public const string Word = "__terminal";

    private const string Host = "dotnet";

    /// <summary>The argv of the call; null: the path of the program is unknown.</summary>
    public static IReadOnlyList<string>? Words => Environment.ProcessPath is not { } path ? null
        : Path.GetFileNameWithoutExtension(path) == Host ? [path, Path.Combine(AppContext.BaseDirectory, "dagrs.dll"), Word]
        : [path, Word];
}
