namespace Dagrs.Cli;

/// <summary>How tasks are listed.</summary>
internal enum ListFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}
