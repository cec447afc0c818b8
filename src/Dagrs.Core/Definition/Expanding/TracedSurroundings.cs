namespace Dagrs.Core.Definition.Expanding;

/// <summary>The machine as a file asks for it, and word of each file that it asks for, before that is read.</summary>
/// <param name="machine">The machine.</param>
/// <param name="asked">Told of the path of each file, there or not.</param>
internal sealed class TracedSurroundings(ISurroundings machine, Action<string> asked) : ISurroundings
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
