namespace Dagrs.Core.Definition.Expanding;

/// <summary>The machine, which also reports each path before it is read.</summary>
/// <param name="machine">The machine.</param>
/// <param name="asked">Called with the path of each file, whether it exists or not.</param>
internal sealed class TracedMachine(IMachine machine, Action<string> asked) : IMachine
{
    public string? Variable(string name) => machine.Variable(name);

    public bool Exists(string path)
    {
        asked(path);
        return machine.Exists(path);
    }

    public string? ReadText(string path, out string? problem)
    {
        asked(path);
        return machine.ReadText(path, out problem);
    }

    public DagDefinition Load(string path)
    {
        asked(path);
        return machine.Load(path);
    }

    public IReadOnlyList<string> Match(string folder, IReadOnlyList<string> patterns, int most) => machine.Match(folder, patterns, most);
}
