using System.Diagnostics;
using System.Text;

namespace Dagrs.Cli.Tests.Support;

/// <summary>A dagrs that runs. It is killed, with its children, when its time is over or the test leaves it.</summary>
internal sealed class RunningDagrs : IAsyncDisposable
{
    private readonly Process _process;
    private readonly TempFolder _folder;
    private readonly bool _ownsFolder;
    private readonly bool _mayColour;
    private readonly Action<Ran, TempFolder> _check;
    private readonly CancellationTokenSource _limit;
    private readonly MemoryStream _out = new();
    private readonly MemoryStream _error = new();
    private readonly Task _streams;

    public RunningDagrs(ProcessStartInfo start, byte[] input, TempFolder folder, bool ownsFolder, TimeSpan limit, bool mayColour, Action<Ran, TempFolder> check)
    {
        (_folder, _ownsFolder, _mayColour, _check) = (folder, ownsFolder, mayColour, check);
        _limit = new CancellationTokenSource(limit);
        _process = Process.Start(start)!;
        _streams = Task.WhenAll(
            GiveAsync(input),
            TakeAsync(_process.StandardOutput.BaseStream, _out),
            TakeAsync(_process.StandardError.BaseStream, _error));
    }

    public int Id => _process.Id;

    /// <summary>Waits until standard output holds the text.</summary>
    public Task WaitForAsync(string text) => WaitUntilAsync(() => Text(_out).Contains(text, StringComparison.Ordinal), $"'{text}' on stdout");

    /// <summary>Waits until standard error holds the text, as often as is said.</summary>
    public Task WaitForErrorAsync(string text, int times = 1) =>
        WaitUntilAsync(() => Text(_error).Split(text, StringSplitOptions.None).Length > times, $"'{text}' on stderr, {times} times");

    /// <summary>Waits until something is true.</summary>
    public async Task WaitUntilAsync(Func<bool> isTrue, string what)
    {
        while (!isTrue())
        {
            if (_limit.IsCancellationRequested || (_process.HasExited && _streams.IsCompleted && !isTrue()))
            {
                Assert.Fail($"waited in vain for {what}; stdout so far:\n{Text(_out)}\nstderr:\n{Text(_error)}");
            }

            await Task.Delay(10);
        }
    }

    /// <summary>Sends a signal, such as INT, to dagrs and to nobody else.</summary>
    public Task SignalAsync(string name) => SignalAsync(name, Id.ToString());

    /// <summary>Sends a signal to the process group that dagrs leads; it must have been started through <c>setsid</c>.</summary>
    public Task SignalGroupAsync(string name) => SignalAsync(name, "-" + Id);

    private async Task SignalAsync(string name, string target)
    {
        using var kill = Process.Start("kill", ["-s", name, "--", target]);
        await kill.WaitForExitAsync(_limit.Token);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for the end and checks what was expected.</summary>
    public async Task<Ran> EndAsync()
    {
        try
        {
            await _process.WaitForExitAsync(_limit.Token);
            await _streams.WaitAsync(_limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"dagrs did not end in time; stdout so far:\n{Text(_out)}");
        }

        var ran = new Ran(_process.ExitCode, _out.ToArray(), _error.ToArray(), _mayColour);
        _check(ran, _folder);
        return ran;
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _limit.Dispose();
        if (_ownsFolder)
        {
            _folder.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    private async Task GiveAsync(byte[] input)
    {
        try
        {
            await _process.StandardInput.BaseStream.WriteAsync(input);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading everything, which is its right.
        }
    }

    private static async Task TakeAsync(Stream from, MemoryStream to)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            lock (to)
            {
                to.Write(buffer, 0, read);
            }
        }
    }

    private static string Text(MemoryStream written)
    {
        lock (written)
        {
            return Encoding.UTF8.GetString(written.GetBuffer().AsSpan(0, (int)written.Length));
        }
    }
}
