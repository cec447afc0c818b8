namespace Dagrs.Core.Definition;

/// <summary>A selection of existing tasks from which no graph can be built.</summary>
/// <param name="message">One line in lower case.</param>
internal sealed class SelectionException(string message) : Exception(message);
