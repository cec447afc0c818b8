using System.Runtime.InteropServices;
using Dagrs.Console;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Cli.Running;

/// <summary>The default working directory of tasks, and the variable that tells them where dagrs was started.</summary>
internal static unsafe class TaskFolder
{
    /// <summary>The variable that names the folder in which dagrs was started, after <c>-C</c>.</summary>
    private const string StartVariable = "DAGRS_START";

    /// <summary>Changes to the folder, which relative paths refer to from now on. To be called when the command line and the file have been read.</summary>
    /// <param name="folder">The folder; null: the current one.</param>
    /// <param name="fileFolder">The folder of the file, relative to the current one.</param>
    /// <exception cref="UsageException">It cannot be entered.</exception>
    public static void Enter(string? folder, string fileFolder)
    {
        Set(ReservedVariables.Root, fileFolder);
        Set(ReservedVariables.Here, fileFolder);
        Environment.SetEnvironmentVariable(StartVariable, Environment.CurrentDirectory); // the environment that CliWrap passes on
        if (!OperatingSystem.IsWindows())
        {
            var start = Native.getcwd(null, 0); // the environment that posix_spawn passes on, whatever its bytes
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
            throw new UsageException(ExitCode.BadFile, $"cannot change to the folder of the file, '{folder}': {SystemReason.Of(wrong)}");
        }
    }

    /// <summary>Sets a variable for all tasks, or removes it.</summary>
    public static void Set(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value); // the environment that CliWrap passes on
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
