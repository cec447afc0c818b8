namespace Dagrs.Core.Yaml;

/// <content>Mappings and lists whose extent is told by how far they are indented.</content>
internal sealed partial class SimpleScan
{
    private bool Root() => ScanKeyAhead() && Open(SimplePartKind.MappingStart, new(IsMapping: true, IsFlow: false, Indent), Step.Key);

    private bool Key()
    {
        if (!_isAtToken && !SkipToToken())
        {
            return false;
        }

        _isAtToken = false;
        var level = _levels[_depth - 1];
        if (IsAtEnd || Indent < level.Indent)
        {
            return CloseBlock(SimplePartKind.MappingEnd, level.Indent);
        }

        if (Indent > level.Indent || !Scalar(isFlow: false, out var key) || !IsColon(key))
        {
            return false;
        }

        _at++;
        return Go(key, Step.Value);
    }

    private bool Value()
    {
        var indent = _levels[_depth - 1].Indent;
        var behindColon = Here;
        SkipSpaces();
        if (!IsAtEnd && Text[_at] is not ((byte)'\n' or (byte)'#'))
        {
            return !IsEntry && Node(indent, mayBeMapping: false);
        }

        if (!SkipToToken())
        {
            return false;
        }

        if (!IsAtEnd && Indent >= indent && IsEntry)
        {
            return Open(SimplePartKind.SequenceStart, new(IsMapping: false, IsFlow: false, Indent) { IsBesideKeys = Indent == indent }, Step.Entry);
        }

        if (IsAtEnd || Indent <= indent)
        {
            _isAtToken = true;
            return Go(new(SimplePartKind.Scalar, behindColon, behindColon), Step.Key);
        }

        return Text[_at] != '|' && Node(indent, mayBeMapping: true);
    }

    private bool Entry()
    {
        if (!_isAtToken && !SkipToToken())
        {
            return false;
        }

        _isAtToken = false;
        var level = _levels[_depth - 1];
        if (IsAtEnd || Indent < level.Indent || (Indent == level.Indent && level.IsBesideKeys && !IsEntry))
        {
            return CloseBlock(SimplePartKind.SequenceEnd, level.Indent);
        }

        if (Indent > level.Indent || !IsEntry)
        {
            return false;
        }

        _at++;
        SkipSpaces();
        return !IsAtEnd && Text[_at] is not ((byte)'\n' or (byte)'#') && !IsEntry && Node(level.Indent, mayBeMapping: true);
    }

    // What stands in a block, after a key or a dash or on a line of its own.
    private bool Node(int indent, bool mayBeMapping)
    {
        switch (Text[_at])
        {
            case (byte)'{':
                return Open(SimplePartKind.MappingStart, new(IsMapping: true, IsFlow: true, indent), Step.FirstOfFlow);
            case (byte)'[':
                return Open(SimplePartKind.SequenceStart, new(IsMapping: false, IsFlow: true, indent), Step.FirstOfFlow);
            case (byte)'|':
                return Literal(indent);
        }

        if (mayBeMapping && ScanKeyAhead())
        {
            return Open(SimplePartKind.MappingStart, new(IsMapping: true, IsFlow: false, Indent), Step.Key);
        }

        return Scalar(isFlow: false, out var scalar) && IsRestEmpty() && Go(scalar, StepOfLevel());
    }

    private bool ScanKeyAhead()
    {
        var (at, line, lineStart) = (_at, _line, _lineStart);
        var isKey = Scalar(isFlow: false, out var key) && IsColon(key);
        (_at, _line, _lineStart) = (at, line, lineStart);
        return isKey;
    }
}
