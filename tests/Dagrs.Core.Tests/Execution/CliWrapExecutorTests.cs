#if USE_CLIWRAP
using Dagrs.CliWrap;
using Dagrs.Core.Execution;

namespace Dagrs.Core.Tests.Execution;

/// <summary>The contract of executors, for the one over CliWrap: what it cannot do is said in its own comment, and fails here.</summary>
public sealed class CliWrapExecutorTests : ExecutorContract
{
    protected override IExecutor Create() => new CliWrapExecutor();
}
#endif
