using System.Runtime.InteropServices;
using System.Text;

namespace Dagrs.Core.Execution.Unix;

/// <summary>The environment that dagrs was started with, byte for byte, and how that of a command is built from it.</summary>
internal sealed unsafe class InheritedEnvironment
{
    private readonly byte** _variables = Native.GetEnvironment();
    private readonly string[] _names;

    public InheritedEnvironment()
    {
        var names = new List<string>();
        for (var i = 0; _variables[i] is not null; i++)
        {
            var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_variables[i]);
            var end = text.IndexOf((byte)'=');
            names.Add(Encoding.UTF8.GetString(end < 0 ? text : text[..end]));
        }

        _names = [.. names];
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
                environment.AddBorrowed(_variables[i]);
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
                texts.Add(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(_variables[i]).ToArray());
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
