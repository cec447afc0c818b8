namespace Dagrs.Core.Definition.Expanding;

/// <summary>What a file uses of the machine: variables, and what is on the disk.</summary>
internal interface IMachine
{
    /// <summary>The value of an environment variable; null: it is not set.</summary>
    string? Variable(string name);

    /// <summary>True when a file or folder with this path exists.</summary>
    bool Exists(string path);

    /// <summary>The text of a file; null, with the problem, when it cannot be read. For a missing file there is no problem.</summary>
    string? ReadText(string path, out string? problem);

    /// <summary>Reads a file of tasks.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidFileException">It cannot be read.</exception>
    DagDefinition Load(string path);

    /// <summary>The files and folders that match one of the patterns, in order, relative to the folder; folders end in a slash.</summary>
    /// <param name="folder">The base folder of the patterns.</param>
    /// <param name="patterns">Patterns; a leading <c>!</c> excludes.</param>
    /// <param name="most">The most matches to return.</param>
    IReadOnlyList<string> Match(string folder, IReadOnlyList<string> patterns, int most);
}
