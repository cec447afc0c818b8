using System.Diagnostics;
using System.Globalization;

namespace Dagrs.Cli.Tests.Support;

/// <summary>A real terminal with a shell in it: tmux without anybody who looks. It is gone, with all that runs in it, when the test leaves it.</summary>
internal sealed class TmuxTerminal : IAsyncDisposable
{
    private const string Prompt = "ready> ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TempFolder _folder = new();
    private readonly string _socket;

    private TmuxTerminal() => _socket = _folder["tmux"];

    /// <summary>Opens one of this size, in whose folder there is a dagrs.yaml; <c>$DAGRS</c> is the program under test.</summary>
    public static async Task<TmuxTerminal> OpenAsync(int width, int height, string yaml)
    {
        var terminal = new TmuxTerminal();
        terminal._folder.Write("dagrs.yaml", yaml);
        terminal._folder.Write("tmux.conf", "set -g history-limit 200000\nset -g default-terminal screen-256color\n");
        terminal._folder.Write("rc", $"PS1='{Prompt}'\nunset PROMPT_COMMAND HISTFILE CI ACCESSIBLE NO_COLOR FORCE_COLOR CLICOLOR_FORCE CLICOLOR\nexport DAGRS='{Paths.Dagrs}' {TempFolder.StateVariable}='{terminal._folder.State}' LC_ALL=C.UTF-8\n");
        var size = (Width: width.ToString(CultureInfo.InvariantCulture), Height: height.ToString(CultureInfo.InvariantCulture));
        await terminal.TmuxAsync("-f", terminal._folder["tmux.conf"], "new-session", "-d", "-x", size.Width, "-y", size.Height, "-c", terminal._folder.Path, $"exec bash --rcfile '{terminal._folder["rc"]}' -i");
        await terminal.WaitUntilAsync(lines => lines is [.., var last] && last.StartsWith(Prompt.TrimEnd(), StringComparison.Ordinal), "the prompt");
        return terminal;
    }

    /// <summary>A file in the folder of the shell.</summary>
    public string PathOf(string name) => _folder[name];

    /// <summary>Types a line.</summary>
    public async Task TypeAsync(string line)
    {
        await WriteAsync(line);
        await KeyAsync("Enter");
    }

    /// <summary>Types a text.</summary>
    public Task WriteAsync(string text) => TmuxAsync("send-keys", "-l", text);

    /// <summary>Presses a key, by its name in tmux: <c>C-c</c>.</summary>
    public Task KeyAsync(string key) => TmuxAsync("send-keys", key);

    public Task ResizeAsync(int width, int height) => TmuxAsync(
        "resize-window", "-x", width.ToString(CultureInfo.InvariantCulture), "-y", height.ToString(CultureInfo.InvariantCulture));

    /// <summary>The rows that are seen, without empty ones at the end.</summary>
    public async Task<IReadOnlyList<string>> ScreenAsync() => Rows(await TmuxAsync("capture-pane", "-p"));

    /// <summary>The lines from the first one on, those that were wrapped in one piece.</summary>
    public async Task<IReadOnlyList<string>> LinesAsync() => Rows(await TmuxAsync("capture-pane", "-p", "-J", "-S", "-"));

    /// <summary>The row of the screen that the cursor is in.</summary>
    public async Task<int> CursorAsync() => int.Parse(await TmuxAsync("display-message", "-p", "#{cursor_y}"), CultureInfo.InvariantCulture);

    /// <summary>The process that the shell has started.</summary>
    public async Task<int> ChildAsync()
    {
        var shell = (await TmuxAsync("display-message", "-p", "#{pane_pid}")).Trim();
        return int.Parse((await File.ReadAllTextAsync($"/proc/{shell}/task/{shell}/children")).Split(' ')[0], CultureInfo.InvariantCulture);
    }

    /// <summary>Waits until the screen looks so.</summary>
    public async Task<IReadOnlyList<string>> WaitUntilAsync(Func<IReadOnlyList<string>, bool> isSo, string what)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            var rows = await ScreenAsync();
            if (isSo(rows))
            {
                return rows;
            }

            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"waited in vain for {what}; the screen:\n{string.Join('\n', rows)}");
            await Task.Delay(20);
        }
    }

    /// <summary>Waits until the shell is back.</summary>
    public Task<IReadOnlyList<string>> WaitForPromptAsync() =>
        WaitUntilAsync(rows => rows is [.., var last] && last.TrimEnd() == Prompt.TrimEnd(), "the shell to be back");

    public async ValueTask DisposeAsync()
    {
        await TmuxAsync("kill-server");
        _folder.Dispose();
    }

    private Task<string> TmuxAsync(params string[] arguments) => Tool.RunAsync("tmux", ["-u", "-S", _socket, .. arguments]);

    private static List<string> Rows(string text)
    {
        var rows = text.Split('\n').Select(row => row.TrimEnd()).ToList();
        while (rows is [.., ""])
        {
            rows.RemoveAt(rows.Count - 1);
        }

        return rows;
    }
}
