using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Blake3;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State.Records;

namespace Dagrs.Core.State.UpToDate;

/// <summary>
/// Builds the key of a task from everything that its result depends on. What is not a file is kept as named parts. The encoding is canonical: the format
/// number first, each text prefixed with its length, names sorted by their bytes. It reads nothing itself. Not thread-safe; for one task.
/// </summary>
internal sealed class TaskKey
{
    /// <summary>The format of keys; changing it makes every task run once.</summary>
    public const int Format = 1;

    private static readonly string Platform = $"{(OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux")}/{RuntimeInformation.ProcessArchitecture}";

    private readonly List<KeyPart> _parts = [new(KeyPartKind.Platform, "", Platform)];

    /// <summary>The parts so far.</summary>
    public IReadOnlyList<KeyPart> Parts => _parts;

    /// <summary>The hash of a text that must not be stored itself.</summary>
    public static string HashOf(string text)
    {
        const int few = 512;
        if (text.Length > few / 3)
        {
            return HashOf(Encoding.UTF8.GetBytes(text));
        }

        Span<byte> bytes = stackalloc byte[few];
        return HashOf(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <inheritdoc cref="HashOf(string)"/>
    public static string HashOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(Hasher.Hash(bytes).AsSpan());

    /// <summary>Adds one part.</summary>
    public void Add(KeyPartKind kind, string name, string value) => _parts.Add(new(kind, name, value));

    /// <summary>Adds several of a kind, sorted by the bytes of their names.</summary>
    public void AddSorted(KeyPartKind kind, IEnumerable<KeyValuePair<string, string>> values)
    {
        if (values.TryGetNonEnumeratedCount(out var count) && count == 0)
        {
            return;
        }

        foreach (var (name, value) in values.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Add(kind, name, value);
        }
    }

    /// <summary>Adds the resolved command, its success codes, its interpreter, its folder, and the outputs that it can see.</summary>
    /// <param name="task">The task: its id is the <c>$0</c>.</param>
    /// <param name="call">What runs.</param>
    /// <param name="folder">The folder in which it runs, relative to the file.</param>
    /// <param name="secrets">Secrets to mask in readable parts; null: none.</param>
    public void AddCall(TaskNode task, TaskCall call, string folder, SecretValues? secrets)
    {
        Add(KeyPartKind.Folder, "", folder);
        var words = new List<string> { task.Id };
        if (call.Command is Command.Shell shell)
        {
            Add(KeyPartKind.Shell, "", string.Join(' ', shell.Interpreter.Call("", "")));
            words.Add(shell.Script);
            for (var i = 0; i < call.Arguments.Count; i++)
            {
                if (shell.MaySeeArgument(i + 1))
                {
                    Add(KeyPartKind.Argument, (i + 1).ToString(CultureInfo.InvariantCulture), HashOf(call.Arguments[i].Span));
                }
            }
        }
        else
        {
            words.AddRange(((Command.Program)call.Command).Words);
        }

        if (task.Settings.SuccessCodes is { } codes && (codes.Count > 1 || !codes.Contains(0)))
        {
            Add(KeyPartKind.SuccessCodes, "", string.Join(' ', codes.Order()));
        }

        Add(KeyPartKind.CommandHash, "", HashOf(string.Join('\0', words)));
        Add(KeyPartKind.Command, "", OneLine.Of(secrets?.Apply(call.Command.Text) ?? call.Command.Text, 400));
    }

    /// <summary>The key over all parts and files.</summary>
    /// <param name="inputs">The inputs, sorted by the UTF-8 bytes of their names.</param>
    public string Of(IReadOnlyList<RecordedFile> inputs)
    {
        var text = KeyBytes.Begin();
        text.Add(Format);
        foreach (var part in _parts)
        {
            // The readable command is left out: its hash is a part of its own.
            if (part.Kind != KeyPartKind.Command)
            {
                text.Add((int)part.Kind);
                text.Add(part.Name);
                text.Add(part.Value);
            }
        }

        text.Add(inputs.Count);
        foreach (var input in inputs)
        {
            text.Add(input.Name);
            text.Add(input.Identity);
        }

        return HashOf(text.Written);
    }

    /// <summary>Encodes numbers, and texts prefixed with their lengths.</summary>
    private sealed class KeyBytes
    {
        [ThreadStatic]
        private static KeyBytes? _ofThread; // reused by one key after another

        private readonly System.Buffers.ArrayBufferWriter<byte> _bytes = new(1024);

        public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

        public static KeyBytes Begin()
        {
            const int most = 64 * 1024; // a larger buffer, of a task with very many files, is not kept
            var bytes = _ofThread is { _bytes.Capacity: <= most } last ? last : _ofThread = new();
            bytes._bytes.ResetWrittenCount();
            return bytes;
        }

        public void Add(int number)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_bytes.GetSpan(sizeof(int)), number);
            _bytes.Advance(sizeof(int));
        }

        public void Add(string text)
        {
            var length = Encoding.UTF8.GetByteCount(text);
            Add(length);
            Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length));
            _bytes.Advance(length);
        }
    }
}
