using System.Globalization;
using System.Text;
using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests.State.UpToDate.Model;

/// <summary>A random project: tasks, and files as they are on the disk and as the test knows them. It does not know what was run. Not thread-safe.</summary>
internal sealed class ModelProject : IDisposable
{
    private const int Sources = 3;

    private readonly Random _random;
    private readonly TemporaryFolder _folder = new();
    private int _fresh;

    public ModelProject(Random random)
    {
        _random = random;
        var count = random.Next(2, 8);
        for (var number = 0; number < count; number++)
        {
            Steps.Add(Step(number));
        }

        for (var source = 0; source < Sources; source++)
        {
            Write($"s{source}", Digit());
        }

        Write("d/a", Digit());
        Write("tool", Digit());
        WriteScript(Digit());
        Link("s1");
        foreach (var step in Steps.Where(step => step.Kind == ModelKind.Formatter))
        {
            Write(step.Own, "x" + Digit());
        }
    }

    public string Path => _folder.Path;

    public List<ModelStep> Steps { get; } = [];

    /// <summary>The contents of all files by their names, outputs too.</summary>
    public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    public HashSet<string> Executables { get; } = [];

    public string LinksTo { get; private set; } = "";

    public string? Outside { get; private set; }

    public string Parameter { get; private set; } = "1";

    public string ScriptWord { get; private set; } = "";

    public IEnumerable<string> Below => Files.Keys.Where(name => name.StartsWith("d/", StringComparison.Ordinal));

    /// <summary>The file of tasks.</summary>
    public string Yaml() => new StringBuilder($"params: {{ para: {{ default: \"{Parameter}\" }} }}\ndagrs:\n").AppendJoin("", Steps.Select(step => step.Yaml(Steps, Path))).ToString();

    /// <summary>Does one thing that a user may do, and says what.</summary>
    public string Edit()
    {
        var source = $"s{_random.Next(Sources)}";
        var number = _random.Next(Steps.Count);
        var step = Steps[number];
        switch (_random.Next(20))
        {
            case 0 or 1:
                Write(source, Digit());
                return $"{source} is written";
            case 2: // the same size and the same time
                var time = File.GetLastWriteTimeUtc(At(source));
                Write(source, Digit());
                File.SetLastWriteTimeUtc(At(source), time);
                return $"{source} is written, its time is as before";
            case 3:
                File.SetLastWriteTimeUtc(At(source), DateTime.UtcNow.AddSeconds(_random.Next(-100, 100)));
                return $"{source} is touched";
            case 4:
                File.WriteAllText(At(source + ".new"), Files[source] = Digit());
                File.Move(At(source + ".new"), At(source), overwrite: true);
                SetMode(source);
                return $"{source} is replaced";
            case 5:
                _ = Executables.Remove(source) || Executables.Add(source);
                SetMode(source);
                return $"{source} has another mode";
            case 6:
                Link($"s{_random.Next(Sources)}");
                return $"l leads to {LinksTo}";
            case 7:
                Write($"d/{(char)('a' + _random.Next(4))}", Digit());
                return "a file below d is written";
            case 8 when Below.Any():
                Delete(Pick(Below));
                return "a file below d is deleted";
            case 9 when Below.Any():
                var (from, to) = (Pick(Below), $"d/n{_fresh++}");
                File.Move(At(from), At(to));
                Files[to] = Files[from];
                Files.Remove(from);
                return $"{from} is called {to}";
            case 10 when Files.ContainsKey(step.Output):
                Delete(step.Output);
                return $"{step.Output} is deleted";
            case 11 when Files.ContainsKey(step.Output):
                Write(step.Output, "somebody else's");
                return $"{step.Output} is written";
            case 12 when Files.ContainsKey(step.Output):
                Write(step.Output, Files[step.Output]);
                return $"{step.Output} is touched";
            case 13:
                Steps[number] = step with { Word = Digit() };
                return $"{step.Id} has another command";
            case 14:
                Steps[number] = step with { Variable = step.Variable is null ? null : Digit() };
                return $"{step.Id} has another variable";
            case 15:
                Outside = _random.Next(3) switch { 0 => null, 1 => "", _ => Digit() };
                return $"the variable from outside is '{Outside ?? "not set"}'";
            case 16:
                Parameter = Digit();
                return "the parameter has another value";
            case 17:
                Write("tool", Digit());
                WriteScript(Digit());
                return "the tool and the script are others";
            case 18 when step.Kind == ModelKind.Formatter:
                Write(step.Own, "x" + Digit());
                return $"{step.Own} is out of order";
            case 19 when step.IsChecked && step.Kind != ModelKind.Formatter:
                Fail(step, !Files.ContainsKey(step.Flag));
                return $"{step.Id} fails from now on, or no more";
            default:
                Steps[number] = step with { Tag = $"n{_fresh++}" };
                return $"{step.Id} has another name";
        }
    }

    /// <summary>No task fails any more.</summary>
    public void Heal() => Steps.ForEach(step => Fail(step, false));

    public void Write(string name, string text)
    {
        Files[name] = text;
        _folder.Write(name, text);
    }

    /// <summary>Takes what is on the disk for what there is, after runs of which nobody can say what they made.</summary>
    public void Look()
    {
        foreach (var step in Steps)
        {
            foreach (var name in new[] { step.Output, step.Own })
            {
                Files.Remove(name);
                if (File.Exists(At(name)))
                {
                    Files[name] = File.ReadAllText(At(name));
                }
            }
        }
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => _folder.Dispose();

    private ModelStep Step(int number)
    {
        List<int> after = [.. Enumerable.Range(0, number).Where(_ => _random.Next(5) < 2)];
        var kind = _random.Next(12) switch { < 6 => ModelKind.Output, < 8 => ModelKind.Result, < 10 => ModelKind.Echo, 10 => _random.Next(2) == 0 ? ModelKind.Formatter : ModelKind.Plain, _ => ModelKind.Group };
        if (kind == ModelKind.Group && after.Count == 0)
        {
            kind = ModelKind.Output;
        }

        return new(number, kind, after)
        {
            Files = [.. Enumerable.Range(0, Sources).Where(_ => _random.Next(3) == 0).Select(source => $"s{source}"), .. after.Where(before => Steps[before].Kind == ModelKind.Formatter).Select(before => Steps[before].Own)],
            ReadsFolder = Rarely(),
            ReadsLink = Rarely(),
            SeesMode = Rarely(),
            Variable = Rarely() ? Digit() : null,
            SeesOutside = Rarely(),
            SeesParameter = Rarely(),
            AsksTool = Rarely(),
            RunsScript = Rarely(),
            Word = Digit(),
        };
    }

    private void Fail(ModelStep step, bool fails)
    {
        if (fails)
        {
            Write(step.Flag, "");
        }
        else if (Files.ContainsKey(step.Flag))
        {
            Delete(step.Flag);
        }
    }

    private void Delete(string name)
    {
        Files.Remove(name);
        File.Delete(At(name));
    }

    private void Link(string to)
    {
        LinksTo = to;
        File.Delete(At("l"));
        File.CreateSymbolicLink(At("l"), to);
    }

    private void WriteScript(string word)
    {
        ScriptWord = word;
        Write("run.sh", $"printf %s {word}\n");
    }

    private void SetMode(string name)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | (Executables.Contains(name) ? UnixFileMode.UserExecute : 0));
        }
    }

    private bool Rarely() => _random.Next(4) == 0;

    private string Digit() => _random.Next(10).ToString(CultureInfo.InvariantCulture);

    private string Pick(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all[_random.Next(all.Length)];
    }
}
