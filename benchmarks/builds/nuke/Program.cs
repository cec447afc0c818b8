using Nuke.Common;
using Nuke.Common.Tooling;

class Build : NukeBuild
{
    public static int Main() => Execute<Build>(build => build.Package);

    Target Clean => _ => _.Executes(() => Step("clean 0.2"));

    Target Compile => _ => _.DependsOn(Clean).Executes(() => Step("compile 0.4"));

    Target Test => _ => _.DependsOn(Compile).Executes(() => Step("test 0.6"));

    Target Lint => _ => _.Executes(() => Step("lint 0.8"));

    Target Package => _ => _.DependsOn(Test, Lint).Executes(() => Step("package 0.2"));

    static void Step(string words) => ProcessTasks.StartProcess("sh", "step.sh " + words).AssertZeroExitCode();
}
