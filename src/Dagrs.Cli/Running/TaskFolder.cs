using System.Runtime.InteropServices;
using Dagrs.Console;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Running;

/// <summary>Where tasks run that say nothing about it, and what they are told about where dagrs was started.</summary>
internal static unsafe class TaskFolder
{
    /// <summary>The variable that names the folder in which dagrs was started, after <c>-C</c>.</summary>
    private const string StartVariable = "DAGRS_START";

    /// <summary>Goes to the folder; from now on relative paths count from there. To be called when the command line and the file have been read.</summary>
    /// <param name="folder">The folder; null: where dagrs is.</param>
    /// <param name="fileFolder">That of the file, from where dagrs is now.</param>
    /// <exception cref="UsageException">It cannot be entered.</exception>
    public static void Enter(string? folder, string fileFolder)
    {
        Set(ReservedVariables.Root, fileFolder);
        Set(ReservedVariables.Here, fileFolder);
        Environment.SetEnvironmentVariable(StartVariable, Environment.CurrentDirectory); // what CliWrap hands on
        if (!OperatingSystem.IsWindows())
        {
            var start = Native.getcwd(null, 0); // what posix_spawn is given, whatever its bytes
            _ = Native.setenv(StartVariable, start, overwrite: 1);
            Native.free(start);
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
            throw new UsageException(ExitCode.BadFile, $"cannot go to the folder of the file, '{folder}': {SystemReason.Of(wrong)}");
        }
    }

    /// <summary>Sets a variable for all tasks, or takes it away.</summary>
    public static void Set(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value); // what CliWrap hands on
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        if (value is null)
        {
            _ = Native.unsetenv(name);
            return;
        }

        var bytes = Marshal.StringToCoTaskMemUTF8(value);
        _ = Native.setenv(name, (byte*)bytes, overwrite: 1);
        Marshal.FreeCoTaskMem(bytes);
    }
}
