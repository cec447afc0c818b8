using Cake.Common;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;

return new CakeHost().Run(args);

public abstract class Step(string words) : FrostingTask
{
    public override void Run(ICakeContext context)
    {
        var code = context.StartProcess("sh", new ProcessSettings { Arguments = "step.sh " + words });
        if (code != 0) throw new CakeException(code, $"'{words}' exited with {code}");
    }
}

[TaskName("clean")] public sealed class Clean() : Step("clean 0.2");

[TaskName("compile"), IsDependentOn(typeof(Clean))] public sealed class Compile() : Step("compile 0.4");

[TaskName("test"), IsDependentOn(typeof(Compile))] public sealed class Test() : Step("test 0.6");

[TaskName("lint")] public sealed class Lint() : Step("lint 0.8");

[TaskName("Default"), IsDependentOn(typeof(Test)), IsDependentOn(typeof(Lint))] public sealed class Package() : Step("package 0.2");
