using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Dagrs.Core.Expressions;
using Dagrs.Core.Model;

namespace Dagrs.Core.Definition.Expanding;

/// <summary>
/// The meaning of names in the expressions of one file, outside of any task. What depends on a task is not known yet, nor is what has no value while
/// none is needed.
/// </summary>
internal sealed class FileScope : IScope
{
    private readonly RunInput _input;
    private readonly string _rootFolder;
    private readonly IReadOnlyDictionary<string, string> _outer; // the env of the including files
    private Dictionary<string, Evaluated>? _top;
    private IReadOnlyDictionary<string, string>? _fromFiles;

    /// <param name="file">The file.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="rootFolder">The folder of the file being run.</param>
    /// <param name="input">What the caller provides.</param>
    /// <param name="parameters">The given values of its parameters.</param>
    /// <param name="outer">Variables of the including files.</param>
    /// <param name="machine">The machine.</param>
    public FileScope(DagDefinition file, string folder, string rootFolder, RunInput input, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> outer, IMachine machine)
    {
        (File, Folder, _rootFolder, _input, _outer, Machine) = (file, folder, rootFolder, input, outer, machine);
        Parameters = new(this, parameters);
    }

    /// <summary>A position in a file, in words.</summary>
    public static string PlaceOf(FileScope scope, Place place) => $"at {OneLine.Of(scope.File.Source.Path)}:{place.Line}:{place.Column}";

    public DagDefinition File { get; }

    public string Folder { get; }

    /// <summary>True for the file being run.</summary>
    public bool IsRoot => Root is null;

    /// <summary>The file being run; null: this one.</summary>
    public FileScope? Root { get; init; }

    /// <summary>The prefix of the ids of its tasks.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The working directory of tasks that name none; null: that of dagrs.</summary>
    public string? DefaultFolder { get; init; }

    public IMachine Machine { get; }

    public ParameterValues Parameters { get; }

    /// <summary>The parameters to which the including file gives a value that is not known.</summary>
    public IReadOnlyDictionary<string, UnsetParameter> Unset { get; init; } = FrozenDictionary<string, UnsetParameter>.Empty;

    /// <summary>True when a missing value is an error.</summary>
    public bool NeedsValues => _input.NeedsValues;

    /// <summary>The arguments of the command line.</summary>
    public IReadOnlyList<string>? Arguments => _input.Arguments;

    /// <summary>The problems with the env files that were read, and with the top-level <c>env</c>.</summary>
    public List<Problem> Problems { get; } = [];

    /// <summary>The known variables of the top-level <c>env</c>, and of the including files.</summary>
    public Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(_outer, StringComparer.Ordinal);
        foreach (var (name, value) in Top())
        {
            if (value is Evaluated.Known known)
            {
                variables[name] = known.Value;
            }
        }

        return variables;
    }

    /// <summary>The variables of the top-level env files that the environment of dagrs lacks; empty when no values are needed.</summary>
    public IEnumerable<KeyValuePair<string, string>> VariablesOfFiles() =>
        NeedsValues && File.EnvFiles.Count > 0 ? InFiles().Where(variable => Machine.Variable(variable.Key) is null) : [];

    /// <inheritdoc/>
    public Evaluated Find(Reference reference) => reference.Kind switch
    {
        ReferenceKind.Parameter => Parameters.ValueOf(reference),
        ReferenceKind.Variable => Variable(reference, Top()),
        ReferenceKind.Os => new Evaluated.Known(OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux"),
        ReferenceKind.Arch => new Evaluated.Known(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64"),
        ReferenceKind.Ci => Evaluated.Of(_input.IsCi),
        ReferenceKind.Root => new Evaluated.Known(WorkingFolder.FullPath(_rootFolder)),
        ReferenceKind.Here => new Evaluated.Known(WorkingFolder.FullPath(Folder)),
        ReferenceKind.Args => _input.Arguments is { } words ? new Evaluated.Known(string.Join(' ', words)) : Evaluated.NotYet,
        ReferenceKind.Matrix => new Evaluated.Wrong(ExpressionError.At(reference, "the values of a matrix can be used only in the keys of its task")),
        ReferenceKind.TaskState or ReferenceKind.TaskResult => new Evaluated.Wrong(ExpressionError.At(reference, LateReferences.TooEarly)),
        _ => Evaluated.NotYet,
    };

    /// <inheritdoc/>
    public bool? Exists(string path) => null;

    /// <inheritdoc/>
    public bool Matches(string text, string pattern) => new Glob(pattern).Matches(text);

    private Dictionary<string, Evaluated> Top()
    {
        if (_top is not null)
        {
            return _top;
        }

        // Each value sees the keys above it.
        _top = new(StringComparer.Ordinal);
        foreach (var (name, value) in File.Environment)
        {
            var open = File.OpenEnvironment.FirstOrDefault(open => open.Key == name);
            var known = open?.Template.Evaluate(this) ?? new Evaluated.Known(value);
            if (known is Evaluated.Wrong wrong)
            {
                Problems.Add(ExpressionPlace.Problem($"the value of {Quoted.Name(name)}", open!.Place, wrong.Error));
            }

            _top[name] = known;
        }

        return _top;
    }

    private Evaluated Variable(Reference reference, Dictionary<string, Evaluated> top)
    {
        if (top.TryGetValue(reference.Name, out var value))
        {
            return value;
        }

        var found = (NeedsValues ? InFiles().GetValueOrDefault(reference.Name) : null) ?? _outer.GetValueOrDefault(reference.Name) ?? Machine.Variable(reference.Name);
        return found is not null ? new Evaluated.Known(found)
            : NeedsValues ? new Evaluated.Unset(ExpressionError.At(reference, $"the variable {Quoted.Name(reference.Name)} is not set; write default(env.{reference.Name}, 'value') if it may be missing"))
            : Evaluated.NotYet;
    }

    private IReadOnlyDictionary<string, string> InFiles()
    {
        if (_fromFiles is null)
        {
            _fromFiles = new Dictionary<string, string>(); // a path may use a variable
            var reader = new EnvFiles(this);
            _fromFiles = reader.Read(File.EnvFiles, this);
            Problems.AddRange(reader.Problems);
        }

        return _fromFiles;
    }
}
