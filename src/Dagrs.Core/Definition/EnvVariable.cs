namespace Dagrs.Core.Definition;

/// <summary>A variable that an env file sets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, fully expanded.</param>
/// <param name="Line">The line that sets it, from 1.</param>
internal sealed record EnvVariable(string Name, string Value, int Line);
