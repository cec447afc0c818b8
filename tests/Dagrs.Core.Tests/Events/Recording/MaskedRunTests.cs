using System.Text;
using Dagrs.Core.Events.Recording;
using Dagrs.Core.Model;
using Dagrs.Core.Reporting.Reports;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>No report shows a secret, whatever text of a run it stands in.</summary>
public sealed class MaskedRunTests
{
    private const string Secret = "hunter2hunter2";

    [Fact]
    public void A_secret_is_masked_wherever_it_stands()
    {
        var secrets = new SecretValues();
        secrets.Add(["TOKEN"]);
        secrets.Learn(name => name == "TOKEN" ? Secret : null);
        var task = new RecordedTask
        {
            Id = $"id {Secret}",
            Name = $"name {Secret}",
            Kind = "shell",
            Command = $"curl -H {Secret}",
            Directory = $"/{Secret}",
            Path = $"{Secret}.yaml",
            Tags = [Secret],
            If = $"env.X == '{Secret}'",
            State = TaskState.Failed,
            Words = $"threw X: {Secret}",
            Attempts = [new(TimeSpan.Zero, TimeSpan.Zero, Secret, Output())],
            Results = new Dictionary<string, string> { ["r"] = Secret },
            Warnings = [Secret],
            Output = Output(),
        };
        var run = Runs.Empty() with
        {
            File = Secret,
            Folder = $"/home/{Secret}",
            Stop = Secret,
            Tasks = [task],
            Problems = [new(Secret, Secret)],
            Warnings = [Secret],
        };

        foreach (var kind in ReportKind.All)
        {
            using var text = new MemoryStream();
            kind.Write(MaskedRun.Of(run, secrets), text);
            Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(text.ToArray()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_secrets_it_is_the_run_itself()
    {
        var run = Runs.Mixed();
        Assert.Same(run, MaskedRun.Of(run, null));
        Assert.Same(run, MaskedRun.Of(run, new SecretValues()));
    }

    private static RecordedOutput Output() => new(Encoding.UTF8.GetBytes($"says {Secret}\n"), 0);
}
