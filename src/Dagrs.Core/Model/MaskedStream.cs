namespace Dagrs.Core.Model;

/// <summary>
/// Masks output that is written in pieces, cut anywhere. It holds back only an end that may be the start of a secret. Overlapping secrets are masked
/// as one; a secret of several lines keeps its line breaks. Not thread-safe.
/// </summary>
/// <param name="secrets">What is masked; values learned later are masked from then on.</param>
internal sealed class MaskedStream(SecretValues secrets)
{
    private byte[] _text = [];
    private byte[] _shown = [];
    private int _held; // bytes at the start of the text that have not been shown
    private int _covered; // how many of them belong to a secret that is already masked
    private int _count; // bytes to show
    private bool _isMarked; // the current line of the last masked secret already has its mark

    /// <summary>What may be shown now. Valid until the next call.</summary>
    /// <param name="bytes">What is written.</param>
    /// <param name="isEnd">True when this is the end, so that nothing need be held back.</param>
    public ReadOnlySpan<byte> Add(ReadOnlySpan<byte> bytes, bool isEnd = false)
    {
        if (secrets.Mask is not { } mask)
        {
            return bytes;
        }

        var text = _held == 0 ? bytes : Join(bytes);
        var start = mask.Find(text, out var length);
        var end = isEnd ? text.Length : mask.Tail(text);
        if (start < 0 && _held == 0)
        {
            Keep(text[end..]);
            return text[..end];
        }

        _count = 0;
        for (var from = 0; start >= 0; start = mask.Find(text[from..], out length))
        {
            Cover(text, from + start, length);
            from += start + 1;
        }

        Show(text[_covered..Math.Max(_covered, end)]);
        _covered = Math.Max(_covered - end, 0);
        Keep(text[end..]);
        return _shown.AsSpan(0, _count);
    }

    private ReadOnlySpan<byte> Join(ReadOnlySpan<byte> bytes)
    {
        var length = _held + bytes.Length;
        if (_text.Length < length)
        {
            Array.Resize(ref _text, Math.Max(length, 2 * _text.Length));
        }

        bytes.CopyTo(_text.AsSpan(_held));
        return _text.AsSpan(0, length);
    }

    // The text may alias the kept buffer.
    private void Keep(ReadOnlySpan<byte> rest)
    {
        if (_text.Length < rest.Length)
        {
            _text = new byte[rest.Length];
        }

        rest.CopyTo(_text);
        _held = rest.Length;
    }

    private void Cover(ReadOnlySpan<byte> text, int start, int length)
    {
        if (start >= _covered)
        {
            Show(text[_covered..start]);
            _covered = start;
            _isMarked = false;
        }

        for (; _covered < start + length; _covered++)
        {
            if (text[_covered] is (byte)'\n' or (byte)'\r')
            {
                Show(text.Slice(_covered, 1));
                _isMarked = false;
            }
            else if (!_isMarked)
            {
                Show(Mask.Mark);
                _isMarked = true;
            }
        }
    }

    private void Show(ReadOnlySpan<byte> text)
    {
        if (_shown.Length < _count + text.Length)
        {
            Array.Resize(ref _shown, Math.Max(_count + text.Length, 2 * _shown.Length));
        }

        text.CopyTo(_shown.AsSpan(_count));
        _count += text.Length;
    }
}
