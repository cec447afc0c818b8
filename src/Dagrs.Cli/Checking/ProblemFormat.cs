namespace Dagrs.Cli.Checking;

/// <summary>How problems of a file are told.</summary>
internal enum ProblemFormat
{
    /// <summary>To people, on standard error.</summary>
    Text,

    /// <summary>To programs.</summary>
    Json,

    /// <summary>To GitHub Actions, which shows them beside the lines of a pull request.</summary>
    GitHub,

    /// <summary>To whoever reads SARIF 2.1.0, such as code scanning.</summary>
    Sarif,
}
