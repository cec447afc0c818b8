namespace Dagrs.Cli.Checking;

/// <summary>How problems of a file are reported.</summary>
internal enum ProblemFormat
{
    /// <summary>For people, on standard error.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>For GitHub Actions, which shows them beside the lines of a pull request.</summary>
    GitHub,

    /// <summary>For readers of SARIF 2.1.0, such as code scanning.</summary>
    Sarif,
}
