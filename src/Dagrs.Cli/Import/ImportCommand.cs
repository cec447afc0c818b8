using System.CommandLine;
using Dagrs.Cli.Import.GitHub;
using Dagrs.Cli.Import.GoTask;
using Dagrs.Cli.Import.Make;
using Dagrs.Cli.Import.Npm;
using Dagrs.Cli.Options;
using Dagrs.Console;
using Dagrs.Console.Options;
using Dagrs.Console.Terminals;
using Dagrs.Core;
using Dagrs.Core.Definition;
using Dagrs.Core.Model;
using Command = System.CommandLine.Command;

namespace Dagrs.Cli.Import;

/// <summary><c>dagrs import FILE</c>: converts the file of another tool into a dagrs.yaml, on standard output. Runs nothing and writes no file.</summary>
internal static class ImportCommand
{
    private const int LargestFile = 16 * 1024 * 1024; // nobody writes a larger one by hand

    public static Command Create(TaskFileOptions file)
    {
        var path = new Argument<string>("FILE")
        {
            Description = "Makefile, Taskfile.yml, package.json or a GitHub workflow; - for standard input, with --from",
            Arity = ArgumentArity.ExactlyOne,
        };
        var from = Choice.Option<ImportKind?>(
            "--from",
            "the tool that the file is for (default: detected by name or contents)",
            ("make", ImportKind.Make),
            ("go-task", ImportKind.GoTask),
            ("npm", ImportKind.Npm),
            ("github", ImportKind.GitHub));
        var command = new Command("import", "Convert the file of another tool and print it as a dagrs.yaml.");
        command.Arguments.Add(path);
        command.Options.Add(from);
        command.SetAction(arguments =>
        {
            file.TellShadowedTask(arguments);
            file.EnterFolder(arguments);
            return Import(arguments.GetRequiredValue(path), arguments.GetValue(from));
        });
        return command;
    }

    private static int Import(string path, ImportKind? from)
    {
        if (path == "-" && from is null)
        {
            throw new UsageException(ExitCode.BadCommandLine, "standard input has no name; name the tool with --from make, go-task, npm or github");
        }

        var source = Read(path);
        var kind = from ?? ImportedKind.Of(source)
            ?? throw new UsageException(ExitCode.BadCommandLine, $"'{OneLine.Of(path)}' is not recognized as a file of make, go-task, npm or GitHub; name the tool with --from");
        var written = AcceptedYaml.Of(Read(kind, source));
        if (written.TodoCount > 0)
        {
            StandardError.WriteLine($"dagrs: warn: {(written.TodoCount == 1 ? "1 line" : $"{written.TodoCount} lines")} '# TODO dagrs:' say{(written.TodoCount == 1 ? "s" : "")} what could not be converted exactly");
        }

        return Print.Text(written.ToString());
    }

    private static ImportedFile Read(ImportKind kind, SourceText source) => kind switch
    {
        ImportKind.GitHub => WorkflowImport.Read(source),
        ImportKind.GoTask => TaskfileImport.Read(source),
        ImportKind.Make => MakefileImport.Read(source),
        _ => PackageJsonImport.Read(source),
    };

    private static SourceText Read(string path)
    {
        var source = path == "-" ? WorkflowFile.ReadText(TaskFileOptions.OpenStandardInput(), path) : WorkflowFile.ReadText(WorkingFolder.Reach(path), path);
        return source.Bytes.Length <= LargestFile
            ? source
            : throw ImportProblem.Of(new(path, default), ProblemCode.TooLarge, default, $"is larger than {LargestFile / 1024 / 1024} MiB");
    }
}
