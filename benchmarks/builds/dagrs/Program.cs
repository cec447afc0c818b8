using Dagrs.Build;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

var graph = new DagBuilder();
var clean = graph.Add("clean", new Command.Shell("sh step.sh clean 0.2"));
var compile = graph.Add("compile", new Command.Shell("sh step.sh compile 0.4"), after: clean);
var test = graph.Add("test", new Command.Shell("sh step.sh test 0.6"), after: compile);
var lint = graph.Add("lint", new Command.Shell("sh step.sh lint 0.8"));
var package = graph.Add("package", new Command.Shell("sh step.sh package 0.2"), after: [test, lint]);

return await BuildProgram.RunAsync(args, graph);
