using ModularPipelines;
using ModularPipelines.Attributes;
using ModularPipelines.Context;
using ModularPipelines.Extensions;
using ModularPipelines.Models;
using ModularPipelines.Modules;
using ModularPipelines.Options;

var builder = Pipeline.CreateBuilder(args);
builder.AddModule<Clean>().AddModule<Compile>().AddModule<Test>().AddModule<Lint>().AddModule<Package>();
await builder.ExecutePipelineAsync();

public abstract class Step(string name, string seconds) : Module<CommandResult>
{
    protected override async Task<CommandResult> ExecuteAsync(IModuleContext context, CancellationToken cancel) =>
        await context.Shell.Command.ExecuteCommandLineToolAsync(
            new GenericCommandLineToolOptions("sh") { Arguments = ["step.sh", name, seconds] }, cancellationToken: cancel);
}

public sealed class Clean() : Step("clean", "0.2");
[DependsOn<Clean>] public sealed class Compile() : Step("compile", "0.4");
[DependsOn<Compile>] public sealed class Test() : Step("test", "0.6");
public sealed class Lint() : Step("lint", "0.8");
[DependsOn<Test>, DependsOn<Lint>] public sealed class Package() : Step("package", "0.2");
