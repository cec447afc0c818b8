using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>The results of one task, attempt by attempt. Belongs to the one who runs the task.</summary>
/// <param name="folder">Where files for them are made.</param>
/// <param name="declared">Their names.</param>
internal sealed class TaskResults(ResultFolder folder, IReadOnlyList<string> declared)
{
    private string _path = "";

    /// <summary>What the last attempt gave; null: nothing, or what is wrong.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; private set; }

    /// <summary>The variables of the next attempt, which has a file of its own.</summary>
    public IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> variables)
    {
        try
        {
            _path = folder.NewFile();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            _path = "/dev/full"; // whoever writes is told, and whoever does not gave no result
        }

        return new Dictionary<string, string>(variables, StringComparer.Ordinal) { [ReservedVariables.Results] = _path };
    }

    /// <summary>The outcome of the attempt, which is a failure when it did not give what it declares.</summary>
    public Outcome Judge(Outcome outcome)
    {
        Values = null;
        if (outcome is not Outcome.Succeeded)
        {
            return outcome;
        }

        Values = ResultFile.Read(_path, declared, out var problem);
        return problem is null ? outcome : new Outcome.WrongResults(problem);
    }
}
