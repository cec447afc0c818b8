namespace Dagrs.Core.Definition;

/// <summary>A variable that a file of variables sets.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, with all that it takes from elsewhere put in.</param>
/// <param name="Line">The line that sets it, from 1.</param>
internal sealed record EnvVariable(string Name, string Value, int Line);
