using System.Globalization;
using System.Text;
using Blake3;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.State.Resuming;

/// <summary>
/// A hash of the definition of each task of a graph: its command, where and how it runs, its variables and its predecessors. With equal hashes two runs
/// do the same with the same files. Secrets are masked before hashing, so the hash reveals nothing of them.
/// </summary>
/// <param name="dag">The graph.</param>
internal sealed class TaskDefinitions(Dag dag)
{
    private const int HashLength = 8; // bytes

    private readonly StringBuilder _text = new();
    private byte[] _bytes = new byte[1024];

    /// <summary>The hashes, in the order in which the tasks were written.</summary>
    public IReadOnlyList<string> All()
    {
        var all = new string[dag.Tasks.Count];
        for (var place = 0; place < all.Length; place++)
        {
            all[place] = Of(dag.AtPosition(place));
        }

        return all;
    }

    /// <summary>The hash of a task, by its index.</summary>
    public string Of(int task)
    {
        _text.Clear();
        var node = dag.Node(task);
        var settings = node.Settings;
        Add(KindWords.Of(node));
        Add(node.Command is Command.Shell shell ? shell.Interpreter.Words : []);
        Add(node.Command is Command.Program program ? program.Words : [node.Command?.Text ?? ""]);
        Add(settings.Directory ?? "");
        Add(settings.When.Word());
        Add(ConditionWords.Of(node) ?? "");
        Add(settings.SuccessCodes is null ? [] : [.. settings.SuccessCodes.Order().Select(code => code.ToString(CultureInfo.InvariantCulture))]);
        Add(node.Spec?.Results ?? []);
        if (settings.Environment.Count > 0)
        {
            foreach (var (name, value) in settings.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
            {
                Add(name);
                Add(value);
            }
        }

        if (settings.Service is { } service)
        {
            Add([$"{service.Ready?.Kind}", service.Ready?.Text ?? "", .. (service.Ready?.Command as Command.Program)?.Words ?? [], service.StopSignal ?? "", service.StopCommand?.Text ?? ""]);
        }

        Add("");
        foreach (var predecessor in dag.Predecessors[task])
        {
            Add(dag.Node(predecessor).Id);
        }

        if (dag.Secrets is { } secrets)
        {
            var text = _text.ToString();
            _text.Clear().Append(secrets.Apply(text));
        }

        Span<byte> hash = stackalloc byte[HashLength];
        Hasher.Hash(Utf8(), hash);
        return Convert.ToHexStringLower(hash);
    }

    // The chunks of the builder may split a surrogate pair.
    private ReadOnlySpan<byte> Utf8()
    {
        var encoder = Encoding.UTF8.GetEncoder();
        _bytes = _bytes.Length >= Encoding.UTF8.GetMaxByteCount(_text.Length) ? _bytes : new byte[Encoding.UTF8.GetMaxByteCount(_text.Length)];
        var count = 0;
        foreach (var piece in _text.GetChunks())
        {
            count += encoder.GetBytes(piece.Span, _bytes.AsSpan(count), flush: false);
        }

        return _bytes.AsSpan(0, count + encoder.GetBytes([], _bytes.AsSpan(count), flush: true));
    }

    private void Add(IReadOnlyList<string> texts)
    {
        _text.Append('[').Append(texts.Count).Append(']');
        foreach (var text in texts)
        {
            Add(text);
        }
    }

    // Each text is prefixed with its length, so that no two lists of texts give the same bytes.
    private void Add(string text) => _text.Append(text.Length).Append(':').Append(text);
}
