using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Dagrs.Core.Yaml;

/// <summary>
/// A cursor over the events of a YAML text, with aliases expanded, and with limits that no text can
/// exceed. It knows anchors and places, and no key of a task file.
/// </summary>
internal sealed class EventCursor : IDisposable
{
    private const int DeepestNesting = 100;
    private const int MostValues = 20_000_000;
    private const int MostRecorded = 4_000_000;
    private const long LargestExpansion = 4_000_000;
    private const int LengthOfOne = 64; // this many characters of a text weigh as much as one value

    private readonly ReadOnlyMemory<byte> _text;
    private readonly BoundedReader? _reader;
    private readonly Parser? _parser;
    private readonly ParsedEventReader? _stored;
    private readonly ParsedEventWriter? _written;
    private readonly Anchors _anchors;
    private readonly Stack<(Recording Recording, int Depth)> _open = new();
    private readonly Stack<(Recording Recording, int Next)> _replays = new();
    private List<Recorded> _record = []; // the contents of the outermost open recording; those inside it are slices of the same list
    private int _depth;
    private int _parsed;
    private int _recorded;
    private long _expanded; // the weight of all events with aliases expanded
    private long _aliased; // the part of it that aliases add
    private ParsingEvent? _peeked;
    private ParsingEvent? _afterPair; // parsed ahead, to know where its pair begins
    private Place _last = new(1, 1, 1);

    /// <param name="utf8">The text.</param>
    /// <param name="written">Receives each event as it is parsed; null: not needed.</param>
    public EventCursor(ReadOnlyMemory<byte> utf8, ParsedEventWriter? written = null)
    {
        (_text, _written, _anchors) = (utf8, written, new(Problems));
        _reader = new BoundedReader(utf8);
        _parser = new Parser(_reader);
    }

    /// <param name="utf8">The text.</param>
    /// <param name="stored">Its events, which were parsed before.</param>
    public EventCursor(ReadOnlyMemory<byte> utf8, ParsedEventReader stored) => (_text, _stored, _anchors) = (utf8, stored, new(Problems));

    /// <summary>The problems so far; those that end the reading are thrown.</summary>
    public ProblemList Problems { get; } = new();

    public void Dispose() => _reader?.Dispose();

    /// <summary>The next event, without taking it. Never an alias.</summary>
    public ParsingEvent Peek() => _peeked ??= Expand();

    /// <summary>Takes the next event. Never an alias.</summary>
    public ParsingEvent Take()
    {
        var next = Peek();
        _peeked = null;
        return next;
    }

    /// <summary>Takes the next node without expanding the aliases in it.</summary>
    public void Skip()
    {
        var depth = 0;
        do
        {
            var next = _peeked ?? (_replays.Count > 0 ? Replay().Event : Advance().Event);
            _peeked = null;
            depth += next.NestingIncrease;
        }
        while (depth > 0);
    }

    /// <summary>Takes the next node and records it for replay; an alias gives the node that it refers to.</summary>
    public Recording Capture()
    {
        if (_peeked is not null)
        {
            throw new InvalidOperationException("BUG: a node that was looked at cannot be captured");
        }

        return _replays.TryPeek(out var replay) ? CaptureReplayed(replay.Recording, replay.Next) : CaptureParsed();
    }

    /// <summary>Replays a recording as the next events.</summary>
    public void Push(Recording recording) => _replays.Push((recording, recording.Start));

    public static Place PlaceOf(ParsingEvent node)
    {
        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        return node is not Scalar
            ? new(line, column, column + 1)
            : new(line, column, node.End.Line == node.Start.Line ? Math.Max((int)node.End.Column, column + 1) : int.MaxValue);
    }

    private ParsingEvent Expand()
    {
        while (true)
        {
            var next = _replays.Count > 0 ? Replay() : Advance();
            if (next.Target is null)
            {
                return next.Event;
            }

            Push(next.Target);
        }
    }

    private Recorded Replay()
    {
        var (recording, next) = _replays.Pop();
        if (next + 1 < recording.End)
        {
            _replays.Push((recording, next + 1));
        }

        return recording.Source[next];
    }

    private Recording CaptureReplayed(Recording whole, int start)
    {
        var first = Replay();
        if (first.Target is { } target)
        {
            return target;
        }

        var end = start + 1;
        for (var depth = first.Event.NestingIncrease; depth > 0; end++)
        {
            depth += Replay().Event.NestingIncrease;
        }

        return new Recording(whole.Source, start) { End = end };
    }

    private Recording CaptureParsed()
    {
        var first = Advance(capture: true);
        var recording = first.Target ?? first.Recording!;
        while (recording.End is null)
        {
            Advance();
        }

        return recording;
    }

    private Recorded Advance(bool capture = false)
    {
        var next = _stored?.Next() ?? Parse();
        _last = PlaceOf(next);
        _written?.Add(next);
        _depth += next.NestingIncrease;
        var before = _expanded;
        _expanded += next is Scalar scalar ? 1 + (scalar.Value.Length / LengthOfOne) : 1;
        if (_depth > DeepestNesting)
        {
            throw Fatal(ProblemCode.TooLarge, _last, $"nested deeper than {DeepestNesting} levels");
        }

        if (++_parsed > MostValues)
        {
            throw Fatal(ProblemCode.TooLarge, _last, $"the file contains more than {MostValues} values");
        }

        var target = next is AnchorAlias alias ? Resolve(alias) : null;
        next = next is AnchorAlias unknown && target is null ? Anchors.TextOf(unknown) : next;
        var recording = target is null && (capture || next is NodeEvent { Anchor.IsEmpty: false }) ? Open(next, before) : null;
        var recorded = new Recorded(next, target, recording);
        if (_open.Count > 0)
        {
            Record(recorded);
        }

        return recorded;
    }

    private Recording Open(ParsingEvent first, long sizeBefore)
    {
        var recording = new Recording(_record, _record.Count) { SizeBefore = sizeBefore };
        if (first is NodeEvent { Anchor: { IsEmpty: false } anchor })
        {
            _anchors.Add(anchor, recording);
        }

        _open.Push((recording, _depth - first.NestingIncrease));
        return recording;
    }

    private void Record(Recorded next)
    {
        if (++_recorded > MostRecorded)
        {
            throw Fatal(ProblemCode.TooLarge, _last, $"anchors contain more than {MostRecorded} values");
        }

        _record.Add(next);
        while (next.Event.NestingIncrease <= 0 && _open.TryPeek(out var open) && open.Depth == _depth)
        {
            _open.Pop();
            open.Recording.End = _record.Count;
            open.Recording.Size = _expanded - open.Recording.SizeBefore;
        }

        if (_open.Count == 0)
        {
            _record = []; // the old list now belongs to its recordings
        }
    }

    private Recording? Resolve(AnchorAlias alias)
    {
        if (_anchors.Find(alias, _last) is not { } target)
        {
            return null;
        }

        _expanded += target.Size;
        _aliased += target.Size;
        return _aliased <= LargestExpansion
            ? target
            : throw Fatal(ProblemCode.TooLarge, _last, $"aliases expand to more than {LargestExpansion} values");
    }

    private ParsingEvent Parse()
    {
        if (_afterPair is { } key)
        {
            _afterPair = null;
            return key;
        }

        var next = ParseOne();
        if (next is not MappingStart { Style: MappingStyle.Flow, End.Index: 0 } pair)
        {
            return next;
        }

        // For a pair without braces in a list, as in [ a: b ], the parser reports no place. It begins where its key does.
        _afterPair = ParseOne();
        return new MappingStart(pair.Anchor, pair.Tag, pair.IsImplicit, pair.Style, _afterPair.Start, _afterPair.Start);
    }

    // YamlDotNet throws other exceptions than YamlException on malformed text, so any exception of its parser is blamed on the text.
    private ParsingEvent ParseOne()
    {
        try
        {
            _reader!.Mark();
            if (!_parser!.MoveNext())
            {
                throw Fatal(ProblemCode.Syntax, _last, "unexpected end of file");
            }

            return _reader.HasStandIns && _parser.Current is Scalar scalar ? Shown(scalar) : _parser.Current!;
        }
        catch (BoundedReader.ValueTooLongException)
        {
            throw Fatal(ProblemCode.TooLarge, _last, $"a value after this point is longer than {BoundedReader.LongestValue / 1024 / 1024} MiB");
        }
        catch (Exception wrong) when (wrong is not (UnreadableTextException or OutOfMemoryException))
        {
            throw new UnreadableTextException(SyntaxError.Of(wrong, _text.Span, _last));
        }
    }

    private static Scalar Shown(Scalar scalar) => StandIns.Show(scalar.Value) is var text && ReferenceEquals(text, scalar.Value)
        ? scalar
        : new(scalar.Anchor, scalar.Tag, text, scalar.Style, scalar.IsPlainImplicit, scalar.IsQuotedImplicit, scalar.Start, scalar.End, scalar.IsKey);

    private static UnreadableTextException Fatal(ProblemCode code, Place place, string message) => new(new Problem(code, place, message));
}
