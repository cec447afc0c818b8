using System.Text.RegularExpressions;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests;

/// <summary>The arrows of the design, held against the sources; and that a wrong source would be found.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly IReadOnlyList<SourceFile> Core = Repository.Sources("src/Dagrs.Core");
    private static readonly IReadOnlyList<SourceFile> Slurm = Repository.Sources("src/Dagrs.Slurm");
    private static readonly IReadOnlyList<SourceFile> Console = Repository.Sources("src/Dagrs.Console");
    private static readonly IReadOnlyList<SourceFile> Build = Repository.Sources("src/Dagrs.Build");
    private static readonly IReadOnlyList<SourceFile> Cli = Repository.Sources("src/Dagrs.Cli");

    [Fact]
    public void No_folder_uses_what_its_arrows_do_not_allow()
    {
        Assert.NotEmpty(Core);
        Assert.Equal([], Core.SelectMany(file => Arrows.Broken(file, Core)));
    }

    [Theory]
    [InlineData("Model/X.cs", "using Dagrs.Core.Graph;", "Model/X.cs: Model may not use Graph")]
    [InlineData("Graph/X.cs", "using Dagrs.Core.Events;", "Graph/X.cs: Graph may not use Events")]
    [InlineData("Expressions/X.cs", "using Dagrs.Core.Model;", "Expressions/X.cs: Expressions may not use Model")]
    [InlineData("Graph/X.cs", "using Dagrs.Core.Expressions;", "Graph/X.cs: Graph may not use Expressions")]
    [InlineData("Definition/X.cs", "using static Dagrs.Core.Yaml.Keys;", "Definition/X.cs: Definition may not use Yaml")]
    [InlineData("Events/X.cs", "using Alias = Dagrs.Core.Reporting.Times;", "Events/X.cs: Events may not use Reporting")]
    [InlineData("Execution/Unix/X.cs", "using Dagrs.Core.Graph;", "Execution/Unix/X.cs: Execution may not use Graph")]
    [InlineData("State/X.cs", "global using Dagrs.Core.Reporting;", "State/X.cs: State may not use Reporting")]
    [InlineData("Scheduling/X.cs", "using Dagrs.Core.Reporting;", "Scheduling/X.cs: Scheduling may not use Reporting")]
    [InlineData("Reporting/X.cs", "using Dagrs.Core.Scheduling;", "Reporting/X.cs: Reporting may not use Scheduling")]
    [InlineData("Yaml/X.cs", "using Dagrs.Core.Graph;", "Yaml/X.cs: Yaml may not use Graph")]
    [InlineData("Graph/X.cs", "var x = new Dagrs.Core.Events.RunReport();", "Graph/X.cs: Graph may not use Events")]
    [InlineData("Graph/X.cs", "var x = Reporting.Times.Words(y);", "Graph/X.cs: Graph may not use Reporting")]
    [InlineData("Graph/X.cs", "var x = $\"a {Reporting.Times.Words(y)} b\";", "Graph/X.cs: Graph may not use Reporting")]
    [InlineData("Graph/X.cs", "var x = WorkflowFile.Read(y);", "Graph/X.cs: Graph may not use what composes it")]
    [InlineData("Graph/X.cs", "using Serilog;", "Graph/X.cs: Graph may not use Serilog")]
    [InlineData("X.cs", "using System.CommandLine;", "X.cs: Dagrs.Core may not use System.CommandLine")]
    [InlineData("Definition/X.cs", "using YamlDotNet.Core;", "Definition/X.cs: Definition may not use YamlDotNet")]
    [InlineData("Utils/X.cs", "", "Utils/X.cs: the folder 'Utils' is not in the design")]
    public void A_wrong_source_is_found(string path, string code, string found) =>
        Assert.Equal([found], Arrows.Broken(new SourceFile(path, code), Core));

    [Theory]
    [InlineData("Scheduling/X.cs", "using Dagrs.Core.Model; using Dagrs.Core.Graph; using Dagrs.Core.Events; using Dagrs.Core.Execution;")]
    [InlineData("Definition/X.cs", "using Dagrs.Core.Expressions;")]
    [InlineData("Scheduling/X.cs", "using Dagrs.Core.Expressions;")]
    [InlineData("Scheduling/DagRunExtensions.cs", "using Dagrs.Core.Reporting.Reports;")]
    [InlineData("X.cs", "using Dagrs.Core.Yaml; using Dagrs.Core.Scheduling;")]
    [InlineData("Yaml/X.cs", "using YamlDotNet.Core;")]
    [InlineData("Model/X.cs", "/// <see cref=\"Dagrs.Core.Graph.Dag\"/>\n/* Events.RunEvent */ var x = \"Dagrs.Core.Graph\" + @\"Graph.Dag \"\" Graph.Dag\";")]
    [InlineData("Model/X.cs", "var x = fds[0].Events.RunEvent + '\"' + Graph.Unknown; // '")]
    public void A_right_source_is_let_through(string path, string code) =>
        Assert.Empty(Arrows.Broken(new SourceFile(path, code), Core));

    [Fact]
    public void Every_folder_of_Core_is_one_of_the_design() =>
        Assert.Subset(Arrows.Allowed.Keys.ToHashSet(), Core.Select(file => file.Folder).Where(folder => folder.Length > 0).ToHashSet());

    [Fact]
    public void The_command_line_uses_the_other_projects_and_its_two_packages_and_nothing_else() =>
        AssertUses(Cli, "System", "Microsoft.Win32", "Dagrs.Core", "Dagrs.Slurm", "Dagrs.Console", "Dagrs.Cli", "Serilog");

    [Fact]
    public void What_the_command_line_and_build_programs_share_knows_neither() => AssertUses(Console, "System", "Microsoft.Win32", "Dagrs.Core", "Dagrs.Console");

    [Fact]
    public void Build_programs_see_one_type() =>
        Assert.Equal(["BuildProgram"], Console.Concat(Build).SelectMany(file => file.TopLevelTypes()).Where(type => type.IsPublic).Select(type => type.Name));

    [Fact]
    public void A_build_program_is_the_library_with_a_console() => AssertUses(Build, "System", "Dagrs.Core", "Dagrs.Console", "Dagrs.Build");

    [Fact]
    public void The_cluster_is_another_executor_and_nothing_in_Core_knows_it()
    {
        AssertUses(Slurm, "System", "Dagrs.Core.Execution", "Dagrs.Core.Model", "Dagrs.Slurm");
        Assert.Equal([], Core.Where(file => file.Code.Contains("Dagrs.Slurm", StringComparison.Ordinal)).Select(file => file.Path));
    }

    [Theory]
    [InlineData("src/Dagrs.Slurm/Dagrs.Slurm.csproj", "Blake3")]
    [InlineData("src/Dagrs.Core/Dagrs.Core.csproj", "Blake3", "CliWrap", "YamlDotNet")]
    [InlineData("src/Dagrs.Console/Dagrs.Console.csproj", "System.CommandLine")]
    [InlineData("src/Dagrs.Build/Dagrs.Build.csproj", "System.CommandLine")]
    [InlineData("src/Dagrs.Cli/Dagrs.Cli.csproj", "Serilog", "Serilog.Sinks.File", "System.CommandLine")]
    public void A_project_refers_to_the_packages_of_the_design(string project, params string[] packages)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, project));
        Assert.Equal(packages, Package().Matches(text).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("<Using ", text, StringComparison.Ordinal); // a using for all files would not show in the files
    }

    [Fact]
    public void The_namespace_of_every_file_is_its_folder() =>
        Assert.Equal([], WrongNamespaces("Dagrs.Core", Core).Concat(WrongNamespaces("Dagrs.Slurm", Slurm)).Concat(WrongNamespaces("Dagrs.Console", Console)).Concat(WrongNamespaces("Dagrs.Build", Build)).Concat(WrongNamespaces("Dagrs.Cli", Cli)));

    [Fact]
    public void A_wrong_namespace_is_found() =>
        Assert.Equal(["Graph/X.cs"], WrongNamespaces("Dagrs.Core", [new("Graph/X.cs", "namespace Dagrs.Core.Model;"), new("Graph/Y.cs", "namespace Dagrs.Core.Graph;")]));

    [Fact]
    public void A_file_holds_one_public_type_and_is_named_after_it() =>
        Assert.Equal([], All.SelectMany(WrongTypes));

    [Theory]
    [InlineData("public sealed class Y { }", "Graph/X.cs: no type of that name")]
    [InlineData("public sealed class X { }\npublic enum Y { }", "Graph/X.cs: more than one public type: X, Y")]
    [InlineData("public record X\n{\n    public record Y : X;\n}", null)]
    [InlineData("internal sealed class X\n{\n    public sealed class Y { }\n}\ninternal class Z;", null)]
    public void A_second_public_type_in_a_file_is_found(string code, string? found) =>
        Assert.Equal(found is null ? [] : [found], WrongTypes(new SourceFile("Graph/X.cs", code)));

    [Fact]
    public void No_file_is_named_after_what_has_no_name() =>
        Assert.Equal([], All.Where(file => Nameless().IsMatch(file.Name)).Select(file => file.Path));

    [Theory]
    [InlineData("Utils", true)]
    [InlineData("PathHelper", true)]
    [InlineData("TaskManager", true)]
    [InlineData("RunServices", true)]
    [InlineData("Utilization", false)]
    public void A_name_that_says_nothing_is_found(string name, bool isFound) => Assert.Equal(isFound, Nameless().IsMatch(name));

    private static IEnumerable<SourceFile> All => [.. Core, .. Slurm, .. Console, .. Build, .. Cli];

    private static void AssertUses(IReadOnlyList<SourceFile> project, params string[] allowed)
    {
        var used = project.SelectMany(file => Using().Matches(file.Code).Select(match => match.Groups["name"].Value)).ToList();
        Assert.NotEmpty(used);
        Assert.Equal([], used.Where(name => !allowed.Any(root => name == root || name.StartsWith(root + ".", StringComparison.Ordinal))));
    }

    private static IEnumerable<string> WrongNamespaces(string project, IEnumerable<SourceFile> files) =>
        from file in files
        let folder = Path.GetDirectoryName(file.Path)!
        let right = folder.Length == 0 ? project : $"{project}.{folder.Replace('\\', '/').Replace('/', '.')}"
        where file.Namespace is not null && file.Namespace != right || file.Namespace is null && file.TopLevelTypes().Count > 0
        select file.Path;

    private static IEnumerable<string> WrongTypes(SourceFile file)
    {
        var types = file.TopLevelTypes();
        var name = file.Name.Split('{', '.')[0]; // TaskNode{T}.cs, and a part of a type such as DagBuilder.Functions.cs
        if (types.Count > 0 && types.All(type => type.Name != name))
        {
            yield return $"{file.Path}: no type of that name";
        }

        var open = types.Where(type => type.IsPublic).Select(type => type.Name).Distinct().ToList();
        if (open.Count > 1)
        {
            yield return $"{file.Path}: more than one public type: {string.Join(", ", open)}";
        }
    }

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?<name>[\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex("""PackageReference Include="([^"]+)""")]
    private static partial Regex Package();

    [GeneratedRegex(@"(?:Util|Utility|Utilitie|Helper|Manager|Service)s?$")]
    private static partial Regex Nameless();
}
