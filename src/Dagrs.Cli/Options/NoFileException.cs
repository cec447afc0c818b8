using Dagrs.Console;

namespace Dagrs.Cli.Options;

/// <summary>No file was named, and none is where one is looked for.</summary>
internal sealed class NoFileException(string message) : UsageException(Dagrs.Console.ExitCode.BadFile, message);
