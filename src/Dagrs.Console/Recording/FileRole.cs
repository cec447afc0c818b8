namespace Dagrs.Console.Recording;

/// <summary>What a file is to a run that writes it while it goes on, in words for people.</summary>
/// <param name="Name">What is written to it: <c>the log</c>.</param>
/// <param name="Option">The option that names it.</param>
internal sealed record FileRole(string Name, string Option);
