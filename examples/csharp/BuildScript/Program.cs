// A build script, as one would write it with Bullseye. `dotnet run` makes `default`; `dotnet run -- words` makes that task and what it needs;
// `dotnet run -- --help` tells the rest. It makes a small archive of texts in the folder `dagrs-build` of the temporary folder.
var output = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "dagrs-build")).FullName;
var there = new TaskOptions { Directory = output };

var graph = new DagBuilder();
var clean = graph.Add("clean", () => Array.ForEach(Directory.GetFiles(output), File.Delete));
var texts = graph.Add("texts", new Command.Shell("echo a small text > one.txt; echo another one > two.txt"), there, clean);
var words = graph.Add("words", new Command.Shell("cat *.txt | wc -w"), there, texts);
var archive = graph.Add("archive", new Command.Shell("tar -cf texts.tar one.txt two.txt"), there, texts);
var check = graph.Add("check", new Command.Shell("tar -tf texts.tar"), there, archive);
graph.AddGroup("default", words, check);

return await BuildProgram.RunAsync(args, graph);
