using System.Buffers;
using System.Text;
using Dagrs.Core.Execution;
using Dagrs.Core.Execution.Unix;
using Dagrs.Core.Model;

namespace Dagrs.Slurm;

/// <summary>
/// What a job runs, as a script for sh: the command with its variables, each word quoted, byte for byte. Its first line holds a key, by which a
/// later run checks whether the job still matches its task. Immutable.
/// </summary>
internal sealed class JobCommand
{
    private const string KeyMark = "# ";

    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_"u8);

    // Where sh is bash, assigning one of these ends the script.
    private static readonly HashSet<string> ReadOnlyNames = ["BASHOPTS", "BASH_VERSINFO", "EUID", "GROUPS", "PPID", "SHELLOPTS", "UID"];

    private static readonly InheritedEnvironment Inherited = new();

    /// <param name="invocation">The command.</param>
    /// <param name="folder">Its working directory.</param>
    public JobCommand(Invocation invocation, string folder)
    {
        Folder = folder;
        List<byte[]> words = [.. Words(invocation.Command, invocation.Name), .. invocation.Arguments.Select(argument => argument.ToArray())];
        Key = KeyFor(invocation, folder, words);
        var script = new ArrayBufferWriter<byte>();
        Add(script, $"{KeyMark}{Key}\n");
        var isPath = words[0].Contains((byte)'/');
        if (isPath)
        {
            AddLook(script, words[0]); // before the variables, which may have the same names as those of this check
        }

        List<byte[]> unspeakable = []; // names that a shell cannot have, or cannot assign
        foreach (var variable in Variables(invocation, folder))
        {
            var equal = variable.AsSpan().IndexOf((byte)'=');
            if (IsName(variable.AsSpan(0, Math.Max(equal, 0))))
            {
                script.Write("export "u8);
                script.Write(variable.AsSpan(0, equal + 1));
                AddQuoted(script, variable.AsSpan(equal + 1));
                script.Write("\n"u8);
            }
            else
            {
                unspeakable.Add(variable);
            }
        }

        if (!isPath)
        {
            Add(script, "command -v ");
            AddQuoted(script, words[0]);
            Add(script, " >/dev/null 2>&1 || { printf program >\"$1\"; exit 127; }\n");
        }

        Add(script, "shift\nexec \"$@\"");
        foreach (var word in (unspeakable.Count == 0 ? [] : (byte[][])["env"u8.ToArray(), .. unspeakable]).Concat(words))
        {
            Add(script, " ");
            AddQuoted(script, word);
        }

        Add(script, "\n");
        Script = script.WrittenMemory.ToArray();
    }

    /// <summary>The working directory.</summary>
    public string Folder { get; }

    /// <summary>Identifies what it runs, regardless of what differs from run to run.</summary>
    public string Key { get; }

    /// <summary>The script.</summary>
    public byte[] Script { get; }

    /// <summary>The key in the first line of a script.</summary>
    public static string? KeyIn(string? line) => line?.StartsWith(KeyMark, StringComparison.Ordinal) == true ? line[KeyMark.Length..] : null;

    private static IEnumerable<byte[]> Words(Command command, string name) => (command switch
    {
        Command.Program program => program.Words,
        Command.Shell shell => shell.Call(name),
        _ => throw new InvalidOperationException("BUG: unknown command"),
    }).Select(Encoding.UTF8.GetBytes);

    // A job has its own mark instead of DAGRS_RUN, which marks processes that a run must end on this machine.
    private static List<byte[]> Variables(Invocation invocation, string folder)
    {
        (string Name, string Value)[] own =
        [
            (ReservedVariables.Task, invocation.Name),
            (ReservedVariables.Attempt, $"{invocation.Attempt}"),
            ("PWD", folder),
        ];
        var given = new Dictionary<string, string>(invocation.Environment, StringComparer.Ordinal);
        given.Remove(ReservedVariables.Results); // each submission has a file of its own, which the wrapper sets
        return Inherited.Texts(own, given, name => SlurmTools.IsOfSlurm(name) || name is ReservedVariables.Run or ReservedVariables.Results);
    }

    private static string KeyFor(Invocation invocation, string folder, List<byte[]> words)
    {
        var hasher = Blake3.Hasher.New();
        Span<byte> length = stackalloc byte[sizeof(int)];
        var variables = invocation.Declared.OrderBy(variable => variable.Key, StringComparer.Ordinal).Select(variable => Encoding.UTF8.GetBytes($"{variable.Key}={variable.Value}"));
        foreach (var part in words.Append(Encoding.UTF8.GetBytes(folder)).Concat(variables))
        {
            BitConverter.TryWriteBytes(length, part.Length);
            hasher.Update(length);
            hasher.Update(part);
        }

        var key = hasher.Finalize().ToString();
        hasher.Dispose();
        return key;
    }

    private static bool IsName(ReadOnlySpan<byte> name) => !name.IsEmpty && !ReadOnlyNames.Contains(Encoding.ASCII.GetString(name)) && !char.IsAsciiDigit((char)name[0]) && name.IndexOfAnyExcept(NameBytes) < 0;

    // For a script, the interpreter's name is read from its first line; for other programs that is the data before the first line break.
    private static void AddLook(ArrayBufferWriter<byte> script, byte[] program)
    {
        Add(script, "p=");
        AddQuoted(script, program);
        Add(
            script,
            """

            w=
            if [ ! -e "$p" ]; then w=program
            elif [ -d "$p" ]; then w=directory
            elif [ ! -x "$p" ]; then w=denied
            else
              { read -r l r <"$p"; } 2>/dev/null
              case $l in
                '#!') l=${r%% *} ;;
                '#!'*) l=${l#??} ;;
                *) l= ;;
              esac
              [ ! "$l" ] || [ -e "$l" ] || w=interpreter
            fi
            [ ! "$w" ] || { printf %s "$w" >"$1"; exit 127; }
            unset p w l r

            """);
    }

    private static void Add(ArrayBufferWriter<byte> script, string text) => script.Write(Encoding.UTF8.GetBytes(text));

    private static void AddQuoted(ArrayBufferWriter<byte> script, ReadOnlySpan<byte> word)
    {
        script.Write("'"u8);
        for (int quote; (quote = word.IndexOf((byte)'\'')) >= 0; word = word[(quote + 1)..])
        {
            script.Write(word[..quote]);
            script.Write("'\\''"u8);
        }

        script.Write(word);
        script.Write("'"u8);
    }
}
