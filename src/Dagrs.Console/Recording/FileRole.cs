namespace Dagrs.Console.Recording;

/// <summary>The role of a file that a run writes, for messages.</summary>
/// <param name="Name">What is written to it: <c>the log</c>.</param>
/// <param name="Option">The option that names it.</param>
internal sealed record FileRole(string Name, string Option);
