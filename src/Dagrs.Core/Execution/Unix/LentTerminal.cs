namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// The terminal while one process has it: puts that in the foreground, takes the terminal back, and suspends dagrs when the process is suspended.
/// Afterwards the foreground group and the modes are restored. It neither starts the process nor waits for it. Thread-safe.
/// </summary>
internal sealed class LentTerminal : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SessionTerminal _terminal;
    private readonly TerminalGuard? _guard;
    private readonly int _ownGroup = Native.getpgid(0);
    private readonly byte[]? _modes;
    private byte[]? _modesOfTask; // while it is suspended
    private int _task; // its process group; 0: not started yet, or ended
    private bool _hasForeground;
    private bool _isSuspended;

    /// <param name="terminal">The terminal.</param>
    /// <param name="startGuard">Starts the guard that takes the terminal back when this process is killed.</param>
    public LentTerminal(SessionTerminal terminal, Func<SessionTerminal, int, byte[]?, TerminalGuard?> startGuard)
    {
        _terminal = terminal;
        _modes = terminal.Modes();
        _guard = startGuard(terminal, _ownGroup, _modes);
    }

    /// <summary>
    /// A process has started, which leads this group. If a shell has put dagrs in the background, the foreground stays as it is, and the process is
    /// stopped when it reads.
    /// </summary>
    public void Give(int group)
    {
        lock (_gate)
        {
            _task = group;
            Give();
        }
    }

    /// <summary>The process was stopped: by the terminal, because it was faster than we were, or by somebody who wants dagrs suspended.</summary>
    /// <returns>True when dagrs is to be suspended.</returns>
    public bool WasSuspended(int signal)
    {
        lock (_gate)
        {
            if (_task == 0 || _isSuspended || !ProcessTable.IsStopped(_task))
            {
                return false;
            }

            if (signal is Native.SIGTTIN or Native.SIGTTOU && (_terminal.Foreground == _task || _terminal.Foreground == _ownGroup))
            {
                Give();
                _ = Native.kill(-_task, Native.SIGCONT);
                return false;
            }

            TakeForSuspend();
            return true;
        }
    }

    /// <summary>This process is about to be suspended.</summary>
    public void Suspend()
    {
        lock (_gate)
        {
            if (_task != 0 && !_isSuspended)
            {
                TakeForSuspend();
            }
        }
    }

    /// <summary>This process was resumed, or a shell has put it in the foreground.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (_task == 0)
            {
                return;
            }

            if (_terminal.Foreground is var foreground && (foreground < 0 || foreground == _ownGroup))
            {
                _terminal.SetModes(_modesOfTask);
                _modesOfTask = null;
            }

            var hadIt = _hasForeground;
            Give();
            if (_isSuspended || (_hasForeground && !hadIt))
            {
                _isSuspended = false;
                _ = Native.kill(-_task, Native.SIGCONT);
            }
        }
    }

    /// <summary>The process has ended, or was never started.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            TakeBack();
            _task = 0;
        }

        _guard?.Dispose();
    }

    // The terminal of another session has no foreground that we could set.
    private void Give()
    {
        if (_terminal.Foreground is var foreground && (foreground < 0 || foreground == _ownGroup))
        {
            _guard?.TellLent(_task);
            _hasForeground = foreground < 0 || _terminal.TrySetForeground(_task);
        }
    }

    private void TakeForSuspend()
    {
        _modesOfTask = _hasForeground ? _terminal.Modes() : _modesOfTask;
        TakeBack();
        _isSuspended = true;
    }

    private void TakeBack()
    {
        if (!_hasForeground)
        {
            return;
        }

        _terminal.SetModes(_modes);
        if (_terminal.Foreground == _task)
        {
            _ = _terminal.TrySetForeground(_ownGroup);
        }

        _guard?.TellBack();
        _hasForeground = false;
    }
}
