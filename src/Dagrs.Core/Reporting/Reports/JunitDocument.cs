using System.Text;
using Dagrs.Core.Events.Recording;

namespace Dagrs.Core.Reporting.Reports;

/// <summary>
/// Builds an XML document in which outputs share what the rest leaves of 25 MB: small ones are complete, the others get equal
/// shares. It knows no element. Not thread-safe.
/// </summary>
internal sealed class JunitDocument
{
    private const int MostBytes = 25_000_000; // GitLab reads 30 MB of all files together
    private const int MostOfAnEnd = 4_000; // bytes

    private const string LeftOut = "... (earlier output is left out)\n";

    private readonly List<(string? Text, RecordedOutput? Output, int Most)> _pieces = [];
    private readonly StringBuilder _text = new();
    private long _textBytes;

    /// <summary>Adds XML, unchanged.</summary>
    public void Add(string xml) => _text.Append(xml);

    /// <summary>Adds a task's output, or its tail when it is too long.</summary>
    public void AddOutput(RecordedOutput output) => Add(output, MostBytes);

    /// <summary>Adds the last lines of a task's output.</summary>
    public void AddEnd(RecordedOutput output) => Add(output, MostOfAnEnd);

    public void WriteTo(Stream target)
    {
        CloseText();
        var sizes = _pieces.Where(piece => piece.Output is not null).Select(piece => (long)Math.Min(piece.Most, OutputText.SizeOf(piece.Output!))).ToList();
        var share = Shares.Of(MostBytes - _textBytes - (sizes.Count * (long)LeftOut.Length), sizes);
        using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 64 * 1024, leaveOpen: true);
        foreach (var (text, output, most) in _pieces)
        {
            writer.Write(text ?? "");
            if (output is not null)
            {
                var (shown, isWhole) = OutputText.EndOf(output, (int)Math.Min(most, share));
                writer.Write(isWhole ? "" : LeftOut);
                writer.Write(XmlText.Content(shown));
            }
        }
    }

    private void Add(RecordedOutput output, int most)
    {
        CloseText();
        _pieces.Add((null, output, most));
    }

    private void CloseText()
    {
        var text = _text.ToString();
        _textBytes += Encoding.UTF8.GetByteCount(text);
        _pieces.Add((text, null, 0));
        _text.Clear();
    }
}
