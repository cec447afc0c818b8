using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace Dagrs.Core.Execution.Unix;

/// <summary>
/// The environment that dagrs was started with, byte for byte, and how that of a command is built from it. What a program has changed since by
/// <see cref="Environment.SetEnvironmentVariable(string, string?)"/> counts; .NET keeps that to itself, and <c>environ</c> stays as it was.
/// </summary>
internal sealed unsafe class InheritedEnvironment
{
    private readonly nint[] _variables;
    private readonly string[] _names;
    private readonly List<byte[]> _changed = []; // pinned: some of _variables point to them

    public InheritedEnvironment()
    {
        var current = Environment.GetEnvironmentVariables();
        var isUnchanged = new Dictionary<string, bool>(StringComparer.Ordinal); // of two with one name, .NET knows the first alone
        var names = new List<string>();
        var variables = new List<nint>();
        for (var variable = Native.GetEnvironment(); *variable is not null; variable++)
        {
            var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*variable);
            var end = text.IndexOf((byte)'=');
            var name = Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
            isUnchanged.TryAdd(name, end <= 0 || Encoding.UTF8.GetString(text[(end + 1)..]) == (string?)current[name]);
            if (isUnchanged[name])
            {
                names.Add(name);
                variables.Add((nint)(*variable));
            }
        }

        foreach (DictionaryEntry set in current)
        {
            if (!isUnchanged.GetValueOrDefault((string)set.Key))
            {
                names.Add((string)set.Key);
                variables.Add(Pinned($"{set.Key}={set.Value}\0"));
            }
        }

        (_names, _variables) = ([.. names], [.. variables]);
    }

    /// <summary>The <c>envp</c> array for one command: the file's variables override those of dagrs, and both override inherited ones.</summary>
    /// <param name="own">What dagrs itself sets: names and values.</param>
    /// <param name="set">What the file sets.</param>
    /// <param name="isBare">True when nothing is inherited.</param>
    public NativeStrings With(ReadOnlySpan<(string Name, string Value)> own, IReadOnlyDictionary<string, string> set, bool isBare = false)
    {
        var environment = new NativeStrings(_names.Length + own.Length + set.Count);
        for (var i = 0; i < _names.Length && !isBare; i++)
        {
            if (!Names(own, _names[i]) && (set.Count == 0 || !set.ContainsKey(_names[i])))
            {
                environment.AddBorrowed((byte*)_variables[i]);
            }
        }

        foreach (var (name, value) in own)
        {
            if (set.Count == 0 || !set.ContainsKey(name))
            {
                environment.AddVariable(name, value);
            }
        }

        foreach (var (name, value) in set)
        {
            environment.AddVariable(name, value);
        }

        return environment;
    }

    /// <summary>The same for a command that another machine starts: each variable as the bytes of <c>NAME=value</c>.</summary>
    /// <param name="own">What dagrs itself sets.</param>
    /// <param name="set">What the file sets.</param>
    /// <param name="isLeftOut">True for the name of an inherited variable to leave out.</param>
    public List<byte[]> Texts(ReadOnlySpan<(string Name, string Value)> own, IReadOnlyDictionary<string, string> set, Func<string, bool> isLeftOut)
    {
        var texts = new List<byte[]>();
        for (var i = 0; i < _names.Length; i++)
        {
            if (!isLeftOut(_names[i]) && !Names(own, _names[i]) && !set.ContainsKey(_names[i]))
            {
                texts.Add(MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)_variables[i]).ToArray());
            }
        }

        foreach (var (name, value) in own)
        {
            if (!set.ContainsKey(name))
            {
                texts.Add(Encoding.UTF8.GetBytes($"{name}={value}"));
            }
        }

        foreach (var (name, value) in set)
        {
            texts.Add(Encoding.UTF8.GetBytes($"{name}={value}"));
        }

        return texts;
    }

    private nint Pinned(string text)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetByteCount(text), pinned: true);
        Encoding.UTF8.GetBytes(text, bytes);
        _changed.Add(bytes);
        return Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0);
    }

    private static bool Names(ReadOnlySpan<(string Name, string Value)> variables, string name)
    {
        foreach (var variable in variables)
        {
            if (variable.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}
