using BenchmarkDotNet.Running;
using Dagrs.Benchmarks;

if (args is ["quick", ..])
{
    return Quick.Run(args[1..]);
}

BenchmarkSwitcher.FromAssembly(typeof(GraphBenchmarks).Assembly).Run(args);
return 0;
