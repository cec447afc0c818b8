using System.CommandLine;
using System.CommandLine.Invocation;
using Dagrs.Core.Model;

namespace Dagrs.Cli;

/// <summary><c>--version</c>, said without reflection: the build writes the version into the program (see the project file).</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult) => Print.Text(ProductVersion.Text + "\n");
}
