using System.CommandLine;
using System.CommandLine.Invocation;
using Dagrs.Console.Terminals;
using Dagrs.Core.Model;

namespace Dagrs.Console;

/// <summary><c>--version</c> without reflection: the build writes the version into the program (see the project file).</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult) => Print.Text(ProductVersion.Text + "\n");
}
