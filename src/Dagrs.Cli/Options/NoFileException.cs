using Dagrs.Console;

namespace Dagrs.Cli.Options;

/// <summary>No file was named, and there is none in the default places.</summary>
internal sealed class NoFileException(string message) : UsageException(Dagrs.Console.ExitCode.BadFile, message);
