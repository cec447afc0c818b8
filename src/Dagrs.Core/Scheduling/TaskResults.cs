using Dagrs.Core.Model;

namespace Dagrs.Core.Scheduling;

/// <summary>The results of one task, attempt by attempt. Belongs to the runner of the task.</summary>
/// <param name="folder">Where its result files are created.</param>
/// <param name="declared">The declared names.</param>
internal sealed class TaskResults(ResultFolder folder, IReadOnlyList<string> declared)
{
    private string _path = "";

    /// <summary>The results of the last attempt; null: none, or an error.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; private set; }

    /// <summary>The variables of the next attempt, which gets a result file of its own.</summary>
    public IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> variables)
    {
        try
        {
            _path = folder.NewFile();
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            _path = "/dev/full"; // a task that writes gets an error; one that does not has no results
        }

        return new Dictionary<string, string>(variables, StringComparer.Ordinal) { [ReservedVariables.Results] = _path };
    }

    /// <summary>The outcome of the attempt; a failure when its results are not those declared.</summary>
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
