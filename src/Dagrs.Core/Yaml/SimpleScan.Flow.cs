namespace Dagrs.Core.Yaml;

/// <content>Mappings in braces and lists in brackets.</content>
internal sealed partial class SimpleScan
{
    private bool FirstOfFlow() => SkipToToken() && !IsAtEnd && (IsCloser ? CloseFlow() : ItemOfFlow());

    private bool NextOfFlow()
    {
        if (!SkipToToken() || IsAtEnd)
        {
            return false;
        }

        if (IsCloser)
        {
            return CloseFlow();
        }

        if (Text[_at] != ',')
        {
            return false;
        }

        _at++;
        return FirstOfFlow();
    }

    private bool IsCloser => Text[_at] == (_levels[_depth - 1].IsMapping ? '}' : ']');

    private bool CloseFlow()
    {
        var mark = Here;
        _at++;
        return Close(_levels[_depth - 1].IsMapping ? SimplePartKind.MappingEnd : SimplePartKind.SequenceEnd, mark) && (_step == Step.NextOfFlow || IsRestEmpty());
    }

    private bool ItemOfFlow()
    {
        var level = _levels[_depth - 1];
        if (Indent <= level.Indent)
        {
            return false;
        }

        if (!level.IsMapping)
        {
            return NodeOfFlow(level.Indent);
        }

        if (!Scalar(isFlow: true, out var key) || !IsColon(key))
        {
            return false;
        }

        _at++;
        return Go(key, Step.ValueOfFlow);
    }

    private bool ValueOfFlow()
    {
        SkipSpaces();
        return !IsAtEnd && NodeOfFlow(_levels[_depth - 1].Indent);
    }

    private bool NodeOfFlow(int indent) => Text[_at] switch
    {
        (byte)'{' => Open(SimplePartKind.MappingStart, new(IsMapping: true, IsFlow: true, indent), Step.FirstOfFlow),
        (byte)'[' => Open(SimplePartKind.SequenceStart, new(IsMapping: false, IsFlow: true, indent), Step.FirstOfFlow),
        _ => Scalar(isFlow: true, out var scalar) && Go(scalar, Step.NextOfFlow),
    };
}
