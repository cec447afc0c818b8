using Dagrs.Core.State.Files;

namespace Dagrs.Core.State.Cache;

/// <summary>Checks that nobody but this user can write to a folder.</summary>
internal static unsafe class OwnFolder
{
    private const int WritableByOthers = 0x12; // S_IWGRP | S_IWOTH

    /// <summary>True when another user can write to a folder, or to a folder one or two levels below it. False when it does not exist.</summary>
    public static bool OthersMayWrite(string folder)
    {
        if (!OperatingSystem.IsLinux() || !Directory.Exists(folder))
        {
            return false;
        }

        if (IsOfOthers(folder))
        {
            return true;
        }

        try
        {
            return Directory.EnumerateDirectories(folder).Any(static format => IsOfOthers(format) || Directory.EnumerateDirectories(format).Any(IsOfOthers));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            return true;
        }
    }

    private static bool IsOfOthers(string folder)
    {
        FileCalls.FileStatus status;
        return FileCalls.statx(FileCalls.CurrentFolder, folder, 0, FileCalls.BasicStats, &status) == 0
            && ((status.Mode & WritableByOthers) != 0 || (status.Owner != FileCalls.geteuid() && status.Owner != 0));
    }
}
