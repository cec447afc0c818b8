namespace Dagrs.Core.Definition.Expanding;

/// <summary>What the machine has that a file asks for: variables, and what is on the disk.</summary>
internal interface ISurroundings
{
    /// <summary>The value of a variable of the environment; null: it is not set.</summary>
    string? Variable(string name);

    /// <summary>True when there is a file or folder of that path.</summary>
    bool Exists(string path);

    /// <summary>The text of a file; null, and why, when it cannot be read. A missing one has no reason.</summary>
    string? ReadText(string path, out string? problem);

    /// <summary>Reads a file of tasks.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidFileException">It cannot be read.</exception>
    DagDefinition Load(string path);

    /// <summary>The files and folders that match one of the patterns, in order, relative to the folder; folders with a slash at their end.</summary>
    /// <param name="folder">Where patterns count from.</param>
    /// <param name="patterns">Patterns; one that begins with <c>!</c> takes away.</param>
    /// <param name="most">No more than these are looked for.</param>
    IReadOnlyList<string> Match(string folder, IReadOnlyList<string> patterns, int most);
}
