using Dagrs.Core.Execution;

namespace Dagrs.Core.Tests.Execution;

/// <summary>The default executor keeps the contract.</summary>
public sealed class ProcessExecutorTests : ExecutorContract
{
    protected override IExecutor Create() => new ProcessExecutor();
}
