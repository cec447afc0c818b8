namespace Dagrs.Cli.Running;

/// <summary>How dagrs calls itself to look after a terminal that a task has. It knows neither.</summary>
internal static class TerminalGuardProgram
{
    /// <summary>The first argument; no command that people use.</summary>
    public const string Word = "__terminal";

    private const string Host = "dotnet";

    /// <summary>The words of the call; null: nobody knows where the program is.</summary>
    public static IReadOnlyList<string>? Words => Environment.ProcessPath is not { } path ? null
        : Path.GetFileNameWithoutExtension(path) == Host ? [path, Path.Combine(AppContext.BaseDirectory, "dagrs.dll"), Word]
        : [path, Word];
}
