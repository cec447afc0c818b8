using static Bullseye.Targets;
using static SimpleExec.Command;

Target("clean", () => RunAsync("sh", "step.sh clean 0.2"));
Target("compile", dependsOn: ["clean"], () => RunAsync("sh", "step.sh compile 0.4"));
Target("test", dependsOn: ["compile"], () => RunAsync("sh", "step.sh test 0.6"));
Target("lint", () => RunAsync("sh", "step.sh lint 0.8"));
Target("package", dependsOn: ["test", "lint"], () => RunAsync("sh", "step.sh package 0.2"));
Target("default", dependsOn: ["package"]);

await RunTargetsAndExitAsync(args, messageOnly: ex => ex is SimpleExec.ExitCodeException);
