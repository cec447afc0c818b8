using System.Runtime.InteropServices;
using System.Text;

namespace Dagrs.Core.Execution.Unix;

/// <summary>A null-terminated array of C strings, such as <c>argv</c>. Owns the strings it makes. Not thread-safe.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly byte** _pointers;
    private readonly int _capacity;
    private readonly List<nint> _made = [];
    private int _count;

    /// <param name="capacity">The most strings it can hold.</param>
    public NativeStrings(int capacity)
    {
        _capacity = capacity;
        _pointers = (byte**)NativeMemory.Alloc((nuint)(capacity + 1), (nuint)sizeof(byte*));
        _pointers[0] = null;
    }

    public byte** Pointer => _pointers;

    public void Add(string text) => Encoding.UTF8.GetBytes(text, Make(Encoding.UTF8.GetByteCount(text)));

    public void Add(ReadOnlySpan<byte> text) => text.CopyTo(Make(text.Length));

    public void AddVariable(string name, string value)
    {
        var nameLength = Encoding.UTF8.GetByteCount(name);
        var text = Make(nameLength + 1 + Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(name, text);
        text[nameLength] = (byte)'=';
        Encoding.UTF8.GetBytes(value, text[(nameLength + 1)..]);
    }

    /// <summary>Adds a C string that outlives this array.</summary>
    public void AddBorrowed(byte* text)
    {
        if (_count == _capacity)
        {
            throw new InvalidOperationException("BUG: more strings than announced");
        }

        _pointers[_count++] = text;
        _pointers[_count] = null;
    }

    public void Dispose()
    {
        _made.ForEach(text => NativeMemory.Free((void*)text));
        NativeMemory.Free(_pointers);
    }

    private Span<byte> Make(int length)
    {
        var text = (byte*)NativeMemory.Alloc((nuint)length + 1);
        text[length] = 0;
        _made.Add((nint)text);
        AddBorrowed(text);
        return new Span<byte>(text, length);
    }
}
