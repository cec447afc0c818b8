namespace Dagrs.Core.Definition;

/// <summary>A selection of tasks that exist and that no graph can be made of.</summary>
/// <param name="message">One line of lower-case words.</param>
internal sealed class SelectionException(string message) : Exception(message);
