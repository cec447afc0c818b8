using System.Runtime.InteropServices;
using System.Text;

namespace Dagrs.Core.Execution.Unix;

/// <summary>The environment that dagrs was started with, byte for byte, and how a command's own is made of it.</summary>
internal sealed unsafe class InheritedEnvironment
{
    private readonly byte** _variables = Find();
    private readonly int _count;

    public InheritedEnvironment()
    {
        while (_variables[_count] is not null)
        {
            _count++;
        }
    }

    /// <summary>The array for one command: what is set replaces what is inherited.</summary>
    public NativeStrings With(IReadOnlyDictionary<string, string> set)
    {
        var environment = new NativeStrings(_count + set.Count);
        for (var i = 0; i < _count; i++)
        {
            if (set.Count == 0 || !set.ContainsKey(NameOf(_variables[i])))
            {
                environment.AddBorrowed(_variables[i]);
            }
        }

        foreach (var (name, value) in set)
        {
            environment.Add($"{name}={value}");
        }

        return environment;
    }

    private static string NameOf(byte* variable)
    {
        var text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(variable);
        var end = text.IndexOf((byte)'=');
        return Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
    }

    private static byte** Find()
    {
        if (OperatingSystem.IsMacOS())
        {
            var get = (delegate* unmanaged<byte***>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "_NSGetEnviron");
            return *get();
        }

        return *(byte***)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "environ");
    }
}
