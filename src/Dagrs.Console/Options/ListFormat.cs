namespace Dagrs.Console.Options;

/// <summary>How tasks or a plan are printed.</summary>
internal enum ListFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,
}
