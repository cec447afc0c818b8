using System.Globalization;
using System.Text;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// A small process in the session of dagrs that takes the terminal back if dagrs is killed while a task has it. It waits on a pipe for the end of
/// dagrs. Only a process of the session can change the foreground group, and no shell does that for others, so the guard is this program itself.
/// </summary>
internal sealed unsafe class TerminalGuard : IDisposable
{
    private const char Lent = '+';
    private const char Back = '-';

    private readonly Orphans _orphans;
    private readonly int _id;
    private readonly int _pipe;

    private TerminalGuard(Orphans orphans, int id, int pipe) => (_orphans, _id, _pipe) = (orphans, id, pipe);

    /// <summary>Starts it; null when that fails.</summary>
    /// <param name="spawner">Starts processes.</param>
    /// <param name="orphans">The registry of children that are waited for.</param>
    /// <param name="words">The command line that ends up in <see cref="Watch"/>; its arguments are appended.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="group">The process group to put in the foreground afterwards.</param>
    /// <param name="modes">The modes to restore.</param>
    public static TerminalGuard? TryStart(Spawner spawner, Orphans orphans, IReadOnlyList<string> words, SessionTerminal terminal, int group, byte[]? modes)
    {
        if (!Native.TryPipe(out var readEnd, out var writeEnd))
        {
            return null;
        }

        using var starting = orphans.WhileStarting();
        var id = spawner.TryStartBeside([.. words, group.ToString(CultureInfo.InvariantCulture), modes is null ? "" : Convert.ToHexString(modes)], readEnd, terminal.Descriptor);
        _ = Native.close(readEnd);
        if (id == 0)
        {
            _ = Native.close(writeEnd);
            return null;
        }

        Native.Hurry(id); // it must be faster than the shell that started dagrs
        var guard = new TerminalGuard(orphans, id, writeEnd);
        orphans.Except(id, guard);
        return guard;
    }

    /// <summary>Reports that this process group has the terminal.</summary>
    public void TellLent(int group) => Tell(string.Create(CultureInfo.InvariantCulture, $"{Lent}{group}\n"));

    /// <summary>Reports that dagrs has the terminal back.</summary>
    public void TellBack() => Tell($"{Back}\n");

    public void Dispose()
    {
        _ = Native.kill(_id, Native.SIGKILL);
        _ = Native.waitpid(_id, out _, 0);
        _orphans.ExceptNoLonger(_id, this);
        _ = Native.close(_pipe);
    }

    /// <summary>The code of the guard process: standard input is the pipe, standard output the terminal.</summary>
    /// <param name="arguments">The process group and the modes.</param>
    public static int Watch(ReadOnlySpan<string> arguments)
    {
        if (arguments is not [var groupText, var modes] || !int.TryParse(groupText, NumberStyles.None, CultureInfo.InvariantCulture, out var group))
        {
            return 2;
        }

        const int hangUp = 1, interrupt = 2;
        Native.Ignore(hangUp);
        Native.Ignore(interrupt);
        Native.Ignore(Native.SIGTERM);
        var task = 0;
        for (var line = new StringBuilder(); ReadByte() is >= 0 and var next;)
        {
            if (next != '\n')
            {
                line.Append((char)next);
                continue;
            }

            task = line.Length > 1 && line[0] == Lent ? int.Parse(line.ToString(1, line.Length - 1), CultureInfo.InvariantCulture) : 0;
            line.Clear();
        }

        if (task > 0)
        {
            TakeBack(SessionTerminal.On(1), task, group, modes.Length == 0 ? null : Convert.FromHexString(modes));
        }

        return 0;
    }

    // The shell may have been faster: then the modes are those of its line editor, and those it keeps for its programs are not the task's.
    private static void TakeBack(SessionTerminal terminal, int task, int group, byte[]? modes)
    {
        _ = Native.kill(-task, Native.SIGKILL);
        var foreground = terminal.Foreground;
        if (foreground < 0 || foreground == task || !IsEdited(terminal.Modes()))
        {
            terminal.SetModes(modes);
        }

        if (foreground == task)
        {
            _ = terminal.TrySetForeground(group);
        }
    }

    // Neither canonical mode nor echo, as a line editor sets it.
    private static bool IsEdited(byte[]? modes)
    {
        if (modes is null)
        {
            return false;
        }

        var (offset, lines, echo) = OperatingSystem.IsMacOS() ? (24, 0x100u, 0x8u) : (12, 0x2u, 0x8u); // c_lflag: ICANON, ECHO
        return (BitConverter.ToUInt32(modes, offset) & (lines | echo)) == 0;
    }

    private static int ReadByte()
    {
        byte one = 0;
        nint count;
        do
        {
            count = Native.read(0, &one, 1);
        }
        while (count < 0 && System.Runtime.InteropServices.Marshal.GetLastPInvokeError() == Native.EINTR);

        return count == 1 ? one : -1;
    }

    private void Tell(string text)
    {
        var line = Encoding.ASCII.GetBytes(text);
        fixed (byte* start = line)
        {
            _ = Native.write(_pipe, start, (nuint)line.Length); // it fits in the pipe
        }
    }
}
