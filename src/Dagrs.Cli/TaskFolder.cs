using System.Runtime.InteropServices;

namespace Dagrs.Cli;

/// <summary>Where tasks run that say nothing about it, and what they are told about where dagrs was started.</summary>
internal static unsafe partial class TaskFolder
{
    /// <summary>The variable that names the folder in which dagrs was started, after <c>-C</c>.</summary>
    private const string StartVariable = "DAGRS_START";

    /// <summary>Goes to the folder; from now on relative paths count from there. To be called when the command line and the file have been read.</summary>
    /// <param name="folder">The folder; null: where dagrs is.</param>
    /// <exception cref="UsageException">It cannot be entered.</exception>
    public static void Enter(string? folder)
    {
        Environment.SetEnvironmentVariable(StartVariable, Environment.CurrentDirectory); // what CliWrap hands on
        if (!OperatingSystem.IsWindows())
        {
            var start = WorkingDirectory(null, 0); // what posix_spawn is given, whatever its bytes
            _ = SetVariable(StartVariable, start, overwrite: 1);
            Free(start);
        }

        if (folder is null)
        {
            return;
        }

        try
        {
            Environment.CurrentDirectory = folder;
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(ExitCode.BadFile, $"cannot go to the folder of the file, '{folder}': {wrong.Message}");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, byte* value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getcwd")]
    private static partial byte* WorkingDirectory(byte* buffer, nuint size);

    [LibraryImport("libc", EntryPoint = "free")]
    private static partial void Free(void* memory);
}
