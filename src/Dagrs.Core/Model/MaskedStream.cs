using System.Text;

namespace Dagrs.Core.Model;

/// <summary>
/// Masks what is written in pieces, cut anywhere. It holds back only an end that may be the beginning of a secret. Secrets that overlap are masked
/// as one; one of several lines keeps its line ends. Not thread-safe.
/// </summary>
/// <param name="secrets">What is masked; what is learned later counts from then on.</param>
internal sealed class MaskedStream(SecretValues secrets)
{
    private char[] _text = [];
    private byte[] _shown = [];
    private int _held; // characters at the beginning of the text that have not been shown
    private int _covered; // so many of them belong to a secret that is masked already
    private int _count; // bytes to be shown
    private bool _isMarked; // the line of the secret that is masked last has its mark

    /// <summary>What may be shown now. Stays as it is until the next call.</summary>
    /// <param name="bytes">What is written.</param>
    /// <param name="isEnd">True when nothing comes after it that belongs to it.</param>
    public ReadOnlySpan<byte> Add(ReadOnlySpan<byte> bytes, bool isEnd = false)
    {
        if (secrets.Mask is not { } mask)
        {
            return bytes;
        }

        var length = _held + bytes.Length;
        if (_text.Length < length)
        {
            Array.Resize(ref _text, Math.Max(length, 2 * _text.Length));
        }

        Encoding.Latin1.GetChars(bytes, _text.AsSpan(_held));
        var text = _text.AsSpan(0, length);
        var start = mask.Find(text, out var found);
        var end = isEnd ? length : mask.Tail(text);
        if (start < 0 && _held == 0 && end == length)
        {
            return bytes;
        }

        _count = 0;
        for (var from = 0; start >= 0; start = mask.Find(text[from..], out found))
        {
            Cover(text, from + start, found);
            from += start + 1;
        }

        Show(text[_covered..Math.Max(_covered, end)]);
        _covered = Math.Max(_covered - end, 0);
        text[end..].CopyTo(_text);
        _held = length - end;
        return _shown.AsSpan(0, _count);
    }

    private void Cover(ReadOnlySpan<char> text, int start, int length)
    {
        if (start >= _covered)
        {
            Show(text[_covered..start]);
            _covered = start;
            _isMarked = false;
        }

        for (; _covered < start + length; _covered++)
        {
            if (text[_covered] is '\n' or '\r')
            {
                Show(text.Slice(_covered, 1));
                _isMarked = false;
            }
            else if (!_isMarked)
            {
                Show(Mask.Text);
                _isMarked = true;
            }
        }
    }

    private void Show(ReadOnlySpan<char> text)
    {
        if (_shown.Length < _count + text.Length)
        {
            Array.Resize(ref _shown, Math.Max(_count + text.Length, 2 * _shown.Length));
        }

        _count += Encoding.Latin1.GetBytes(text, _shown.AsSpan(_count));
    }
}
