using System.Buffers;
using System.Diagnostics;
using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;
using Xunit.Abstractions;

namespace Dagrs.Core.Tests.Execution;

/// <summary>A command line that is executed without a shell does what it does with one: same output, same exit code, for every way to look for a program.</summary>
public sealed class SameAsShellTests : IDisposable
{
    private const string Id = "task-id";

    private static readonly string[] Lines =
    [
        // builtins, keywords, assignments
        "true", "false", ":", "echo", "echo a b", "echo -n a", "echo -e a", "printf %s%s a b", "printf a", "pwd", "cd folder", "cd /no/such/folder", "exit", "exit 3",
        "exit 300", "test -f plain.txt", "test -f none", "[ 1 = 1 ]", "[ 1 = 2 ]", "kill -0 $$", "type ls", "command ls folder", "command -v sh", "umask", "ulimit -n",
        "set -e", "shift", "unset x", "export A=1", "eval echo a", "exec echo a", "exec ls folder", "wait", "jobs", "hash ls", "alias", "trap", "return 4", "break", "local x",
        "A=1", "A=1 env printenv A", "A=1 B=2 printenv A B", "a.b=1", "A+=1", "if", "if true", "then", "for", "case", "done", "while", "function f", "!", "! true", "{", "}", "{ true; }",
        "(exit 3)", "true; false", "true && echo a", "false || echo a", "true &", "echo a | while read x; do echo got $x; done", "echo a > /dev/null", "cat < plain.txt", "ls none 2>&1", "select x", "let 1", "source x", "declare x",
        // quotes, expansions, comments
        "echo \"a  b\"", "echo 'a  b'", "ls 'folder'", "ls \"folder\"", "echo a\\ b", "echo $HOME", "printenv HOME", "echo $0", "echo $1 $#", "echo $$ > /dev/null", "echo `echo a`", "echo $(echo a)",
        "echo *.txt", "ls *.txt", "ls plai?.txt", "ls [p]lain.txt", "ls {folder,none}", "echo ~", "ls ~/none-at-all", "echo a # b", "# only a comment", "ls folder # b", "ls folder#b", "ls folder; # b",
        "ls 'open", "ls \"open", "ls `open", "ls $(", "ls folder\\", "echo a^b", "ls --color=never folder", "ls -a -- folder", "expr 1 + 2", "expr 1 = 2", "env A=1 printenv A", "ls %1", "ls @x", "ls a=b", "ls -x=y", "ls a,b:c",
        // blanks and line breaks
        "", " ", "\n", "\t", "  ls folder", "ls folder  ", "ls\tfolder", "\tls folder\t", "ls folder\n", "ls folder\n\n", "\nls folder", "ls folder\nls folder", "ls \\\nfolder", "ls folder\r", "ls folder\r\n", "\r", "ls\u00a0folder", "ls\u2028folder", "ls \vfolder", "ls \ffolder",
        // what there is to run
        "no-such-program", "no-such-program a b", "./none", "none/none", "/none", "./plain.txt", "plain.txt", "./folder", "folder", "/", ".", "..", "./", "folder/", "./exe.sh", "./exe.sh a b", "exe.sh a", "folder/../exe.sh x",
        "./no-shebang", "./no-shebang a b", "no-shebang a", "./bad-interpreter", "bad-interpreter", "./empty", "empty", "./garbage", "./über a", "über", "ls über", "./name with blank", "./-dash", "-dash", "-c", "+x", "--", "tool", "tool a", "other", "other a", "both", "./loop", "plain.txt/x",
        "bin/tool", "./bin/tool", "bin/other", "/bin/echo a", "/bin/echo", "/usr/bin/env printenv A", "/bin/ls folder", "/bin/sh -c exit", "sh -c exit", "sh exe.sh a", "sh ./exe.sh a", "cat plain.txt", "cat none", "cat", "head -c 3 plain.txt", "wc -c plain.txt", "basename a/b", "dirname a/b", "seq 3",
        // environment
        "printenv PWD", "printenv OLDPWD", "printenv PATH", "printenv DAGRS_TASK", "env pwd", "env", "printenv", "/bin/pwd", "/bin/pwd -L",
        // ends
        "kill -9 $$", "kill -TERM $$", "kill -SEGV $$", "sh -c 'kill -9 $$'", "./dies", "./exits 7", "./exits 126", "./exits 127", "./exits 128", "./exits 255", "timeout 5 true",
        // what a shell takes for itself
        "in", "esac", "fi", "do", "elif", "else", "until", "getopts", "read x", "readonly", "chdir folder", "fg", "bg", "newgrp x", "login -x", "print a", "whence ls", "help", "history", "mapfile x", "builtin echo a", "logout",
    ];

    private readonly ITestOutputHelper _says;
    private readonly string _folder = Directory.CreateTempSubdirectory("dagrs-shell-").FullName;
    private readonly ProcessExecutor _executor = new();

    public SameAsShellTests(ITestOutputHelper says)
    {
        _says = says;
        const bool executable = true;
        Write("exe.sh", "#!/bin/sh\necho \"$0\" \"$@\"\nexit 3\n", executable);
        Write("exits", "#!/bin/sh\nexit $1\n", executable);
        Write("dies", "#!/bin/sh\nkill -9 $$\n", executable);
        Write("no-shebang", "echo no shebang \"$0\" \"$#\"\nexit 4\n", executable);
        Write("bad-interpreter", "#!/no/such/interpreter\n", executable);
        Write("empty", "", executable);
        Write("garbage", "\u007fELF\u0001\u0002\u0003\0\0\0", executable);
        Write("über", "#!/bin/sh\necho über \"$0\" \"$@\"\n", executable);
        Write("name with blank", "#!/bin/sh\necho blank\n", executable);
        Write("-dash", "#!/bin/sh\necho dash\n", executable);
        Write("plain.txt", "plain\n", !executable);
        Write("folder/file", "", !executable);
        Write("bin/tool", "#!/bin/sh\necho tool \"$0\" \"$@\"\n", executable);
        Write("bin/other", "not executable\n", !executable);
        Write("bin/both", "not executable\n", !executable);
        Write("bin2/other", "#!/bin/sh\necho other \"$0\" \"$@\"\n", executable);
        Write("bin2/tool/file", "", !executable); // a folder of that name
        File.CreateSymbolicLink(Path.Combine(_folder, "loop"), "loop");
    }

    [LongTheory(Timeout = 300_000)]
    [InlineData(null)]
    [InlineData("bin:bin2::/usr/bin:/bin")]
    public Task Nobody_can_tell_the_difference(string? searchPath) => Compare(searchPath);

    [LongTheory(Timeout = 300_000)]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("/none")]
    [InlineData("bin:bin2:/usr/bin:/bin")]
    [InlineData("bin2:bin:/usr/bin:/bin")]
    [InlineData("/usr/bin:/bin:")]
    [InlineData("::/usr/bin:/bin")]
    [InlineData("./bin:/usr/bin:/bin")]
    [InlineData("HERE/bin2:HERE/bin/:HERE:/usr/bin:/bin")]
    [InlineData("HERE/plain.txt:/usr/bin:/bin")]
    public Task Nobody_can_tell_the_difference_with_any_other_search_path_either(string searchPath) => Compare(searchPath);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task Compare(string? searchPath)
    {
        Assert.True(Lines.Length >= 80);
        var differences = new List<string>();
        var direct = 0;
        foreach (var line in Lines)
        {
            var (expected, actual) = (await RunShellAsync(line, Expand(searchPath)), await RunExecutorAsync(line, Expand(searchPath)));
            direct += SimpleCommand.Words(line) is null ? 0 : 1;
            if (expected != actual)
            {
                differences.Add($"<{line}>\n   shell: {expected}\n   dagrs: {actual}");
            }
        }

        _says.WriteLine($"{Lines.Length} lines, {direct} of them without a shell where the program is found");
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private string? Expand(string? searchPath) => searchPath?.Replace("HERE", _folder, StringComparison.Ordinal);

    private async Task<(int ExitCode, string Output)> RunExecutorAsync(string line, string? searchPath)
    {
        var sink = new Sink();
        var outcome = await _executor.ExecuteAsync(
            new Invocation(new Command.Shell(line))
            {
                Name = Id,
                Run = "r",
                Directory = _folder,
                Environment = searchPath is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["PATH"] = searchPath },
            },
            sink,
            default);
        var code = outcome switch
        {
            Outcome.Succeeded => 0,
            Outcome.Exited(var exitCode) => exitCode,
            Outcome.Killed killed => killed.Code,
            _ => throw new InvalidOperationException(line + ": " + outcome.Words),
        };
        return (code, Normal(line, sink.Bytes));
    }

    private async Task<(int ExitCode, string Output)> RunShellAsync(string line, string? searchPath)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec /bin/sh -e -c -- \"$1\" \"$2\" 2>&1 < /dev/null", "outer", line, Id])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
        };
        start.Environment["DAGRS_TASK"] = Id;
        start.Environment["DAGRS_RUN"] = "r";
        start.Environment["DAGRS_ATTEMPT"] = "1";
        start.Environment["PWD"] = _folder;
        if (searchPath is not null)
        {
            start.Environment["PATH"] = searchPath;
        }

        using var shell = Process.Start(start)!;
        using var bytes = new MemoryStream();
        await shell.StandardOutput.BaseStream.CopyToAsync(bytes);
        await shell.WaitForExitAsync();
        return (shell.ExitCode, Normal(line, bytes.ToArray()));
    }

    // The order of an environment means nothing. Some shells wait for their last command and say what killed it; some replace
    // themselves by it and cannot. dagrs itself says it. The name of the shell here is only how this test calls it.
    private static string Normal(string line, byte[] output)
    {
        var text = Encoding.UTF8.GetString(output).Replace("/bin/sh: ", "sh: ", StringComparison.Ordinal);
        text = line == "./dies" ? text.Replace("Killed\n", "", StringComparison.Ordinal) : text;
        return line is "env" or "printenv" ? string.Join('\n', text.Split('\n').Order(StringComparer.Ordinal)) : text;
    }

    private void Write(string name, string text, bool isExecutable)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (isExecutable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, (UnixFileMode)0b111_101_101);
        }
    }

    private sealed class Sink : IOutputSink
    {
        private readonly ArrayBufferWriter<byte> _bytes = new();

        public byte[] Bytes => _bytes.WrittenSpan.ToArray();

        public void Write(OutputChannel stream, ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

        public void Warn(string message)
        {
        }
    }
}
