using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Dagrs.TestProgram;

/// <summary>A real child program for the tests: each subcommand does one thing a command of a task might do.</summary>
internal static partial class Program
{
    private const string Usage =
        """
        sleep MS                                 sleeps
        echo TEXT...                             one line of output
        exit CODE                                exits with that code
        spam BYTES [--line N] [--no-newline]     exactly that many bytes, in lines of N (80) with the newline, or in one without
        lines COUNT TEXT                         that many lines "TEXT 1", "TEXT 2"...
        stderr TEXT...                           one line on standard error
        both COUNT                               "out 1" on stdout, "err 1" on stderr, "out 2"...
        cat                                      copies standard input
        args ARG...                              each argument on its own line, as [arg]
        env NAME                                 the variable's value; exits with 1 if there is none
        pwd                                      the working directory
        bytes HEX                                these bytes
        half TEXT...                             output without a newline
        ignore-term MS                           prints "ready", then sleeps through SIGINT, SIGTERM and SIGHUP
        spawn-and-exit MS                        leaves a sleeping child behind that holds the output; prints its process id
        signal NAME                              dies of that signal: HUP INT QUIT ABRT KILL SEGV PIPE TERM
        library HOW EXECUTOR COMMAND             runs the command by the library, by direct or cliwrap, prints "ready" when it has written something; then
                                                 return: returns 0 from Main; exit: exits with 3; throw: dies of an exception; wait: waits;
                                                 own: ends the run itself on SIGINT, prints the state of its task and exits with 7
        record FILE EVENTS                       runs a file by the library, one task at a time, on after failures, and writes the events
        serve ADDRESS PORT ANSWER                a server of one page: answers with that code, or as continue, close, silent, slow; says "listening" when it does
        fds                                      the open descriptors, one a line: number, space, what it is
        """;

    private static readonly Stream Out = Console.OpenStandardOutput();
    private static readonly Stream Err = Console.OpenStandardError();

    private static int Main(string[] args)
    {
        if (args.Length == 0)
        {
            Write(Err, Usage + "\n");
            return 64;
        }

        string[] rest = args[1..];
        switch (args[0])
        {
            case "sleep":
                Thread.Sleep(Number(rest[0]));
                return 0;
            case "echo":
                Write(Out, string.Join(' ', rest) + "\n");
                return 0;
            case "exit":
                return Number(rest[0]);
            case "spam":
                return Spam(rest);
            case "lines":
                return Lines(Number(rest[0]), string.Join(' ', rest[1..]));
            case "stderr":
                Write(Err, string.Join(' ', rest) + "\n");
                return 0;
            case "both":
                return Both(Number(rest[0]));
            case "cat":
                Console.OpenStandardInput().CopyTo(Out);
                return 0;
            case "args":
                Write(Out, string.Concat(rest.Select(arg => $"[{arg}]\n")));
                return 0;
            case "env":
                return Env(rest[0]);
            case "pwd":
                Write(Out, Directory.GetCurrentDirectory() + "\n");
                return 0;
            case "bytes":
                Out.Write(Convert.FromHexString(rest[0]));
                return 0;
            case "half":
                Write(Out, string.Join(' ', rest));
                return 0;
            case "ignore-term":
                return IgnoreTerm(Number(rest[0]));
            case "spawn-and-exit":
                return SpawnAndExit(rest[0]);
            case "signal":
                return DieOf(rest[0]);
            case "record":
                return RecordedProgram.Run(rest[0], rest[1]);
            case "library":
                return LibraryProgram.Run(rest[0], rest[1], rest[2]);
            case "serve":
                return Server.Run(rest[0], Number(rest[1]), rest[2]);
            case "fds":
                return Descriptors();
            default:
                Write(Err, $"unknown subcommand: {args[0]}\n{Usage}\n");
                return 64;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static void Write(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    private static int Spam(string[] args)
    {
        long left = long.Parse(args[0], CultureInfo.InvariantCulture);
        int at = Array.IndexOf(args, "--line");
        int width = at < 0 ? 80 : Number(args[at + 1]);

        byte[] block = new byte[Math.Max(1, 65536 / width) * width];
        Array.Fill(block, (byte)'x');
        if (!args.Contains("--no-newline"))
        {
            for (int end = width - 1; end < block.Length; end += width)
            {
                block[end] = (byte)'\n';
            }
        }

        for (; left > 0; left -= block.Length)
        {
            Out.Write(block, 0, (int)Math.Min(left, block.Length));
        }

        return 0;
    }

    private static int Lines(int count, string text)
    {
        using var buffered = new BufferedStream(Out, 65536);
        for (int i = 1; i <= count; i++)
        {
            Write(buffered, $"{text} {i}\n");
        }

        return 0;
    }

    private static int Both(int count)
    {
        for (int i = 1; i <= count; i++)
        {
            Write(Out, $"out {i}\n");
            Write(Err, $"err {i}\n");
        }

        return 0;
    }

    private static int Env(string name)
    {
        string? value = Environment.GetEnvironmentVariable(name);
        if (value is null)
        {
            return 1;
        }

        Write(Out, value + "\n");
        return 0;
    }

    private static int IgnoreTerm(int milliseconds)
    {
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => signal.Cancel = true);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => signal.Cancel = true);
        Write(Out, "ready\n");
        Thread.Sleep(milliseconds);
        return 0;
    }

    private static int SpawnAndExit(string milliseconds)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["sleep", milliseconds]) { UseShellExecute = false })!;
        Write(Out, $"{child.Id}\n");
        return 0;
    }

    private static int DieOf(string name)
    {
        int number = name.ToUpperInvariant().Replace("SIG", "", StringComparison.Ordinal) switch
        {
            "HUP" => 1,
            "INT" => 2,
            "QUIT" => 3,
            "ABRT" => 6,
            "KILL" => 9,
            "SEGV" => 11,
            "PIPE" => 13,
            "TERM" => 15,
            _ => throw new ArgumentException($"unknown signal: {name}"),
        };

        // The runtime catches most of these and would exit with a code instead.
        _ = SetHandler(number, 0);
        _ = Kill(Environment.ProcessId, number);
        Thread.Sleep(Timeout.Infinite);
        return 0;
    }

    private static int Descriptors()
    {
        foreach (var file in new DirectoryInfo("/proc/self/fd").GetFiles().OrderBy(file => Number(file.Name)))
        {
            // The one the listing itself was read from is gone by now.
            if (file.LinkTarget is { } target)
            {
                Write(Out, $"{file.Name} {target}\n");
            }
        }

        return 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);
}
