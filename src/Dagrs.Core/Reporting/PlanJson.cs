using System.Text.Json;
using Dagrs.Core.Graph;
using Dagrs.Core.Model;

namespace Dagrs.Core.Reporting;

/// <summary>A plan as JSON. Keys may be added; none changes its meaning.</summary>
internal static class PlanJson
{
    /// <summary>The whole text; ends with a line break.</summary>
    public static string Of(ExecutionPlan plan, PlanConditions conditions)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(conditions);
        return JsonText.Of(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("jobs", conditions.Parallelism);
            json.WriteSeconds("timeoutSeconds", conditions.Timeout);
            json.WriteString("schedule", conditions.InWaves ? "waves" : "eager");
            json.WriteString("executor", conditions.Executor);
            json.WriteString("directory", conditions.Directory);
            json.WriteStrings("criticalPath", plan.CriticalPath.Select(task => task.Id));
            if (conditions.Times is { } times)
            {
                json.WriteStartObject("expected");
                json.WriteSeconds("seconds", times.End);
                json.WriteStrings("criticalPath", times.Times.CriticalPath().Select(task => task.Id));
                json.WriteEndObject();
            }

            json.WriteStartArray("waves");
            foreach (var wave in plan.Waves)
            {
                json.WriteStartArray();
                foreach (var task in wave)
                {
                    json.WriteStringValue(task.Id);
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
            json.WriteStartArray("tasks");
            foreach (var task in plan.Waves.SelectMany(wave => wave))
            {
                WriteTask(json, plan, task, conditions);
            }

            json.WriteEndArray();
            WriteLeftOut(json, plan);
            json.WriteEndObject();
        });
    }

    private static void WriteTask(Utf8JsonWriter json, ExecutionPlan plan, TaskNode task, PlanConditions conditions)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Id);
        json.WriteString("name", task.Name);
        json.WriteNumber("wave", plan.WaveOf(task) + 1);
        json.WriteNumber("height", plan.HeightOf(task));
        json.WriteStrings("after", plan.Dag.PredecessorsOf(task).Select(predecessor => predecessor.Id));
        json.WriteStrings("tags", task.Tags);
        if (task.Origin is { } origin)
        {
            json.WriteString("path", origin.Path);
            json.WriteNumber("line", origin.Place.Line);
        }

        if (conditions.Prospects?.Invoke(task) is { } prospect)
        {
            WriteProspect(json, prospect);
        }

        if (conditions.Times is { } times)
        {
            json.WriteStartObject("expected");
            json.WriteSeconds("seconds", times.Times.Of(plan.Dag.IndexOf(task)));
            json.WriteSeconds("start", times.StartOf(task));
            json.WriteBoolean("recorded", times.Times.IsRecorded(plan.Dag.IndexOf(task)));
            json.WriteEndObject();
        }

        WriteConditions(json, task);
        if (task.Spec?.Files is { } files)
        {
            WriteFiles(json, files);
        }

        json.WriteString("kind", KindWords.Of(task));
        if (task.Work is Work.Execute(var command))
        {
            json.WriteStrings("argv", CommandWords.Of(command, task.Id));
            WriteInputs(json, plan, task, command);
        }

        if (task.Work is not Work.Join)
        {
            WriteSettings(json, task.Settings);
        }

        json.WriteEndObject();
    }

    private static void WriteProspect(Utf8JsonWriter json, Prospect prospect)
    {
        json.WriteStartObject("explain");
        json.WriteString("verdict", ProspectWords.Of(prospect.Verdict));
        json.WriteString("dependsOn", prospect.DependsOn?.Id);
        json.WriteString("why", prospect.Why);
        json.WriteStrings("differences", prospect.Differences);
        json.WriteEndObject();
    }

    private static void WriteConditions(Utf8JsonWriter json, TaskNode task)
    {
        json.WriteString("when", task.Settings.When.Word());
        json.WriteString("if", ConditionWords.Of(task));
        json.WriteString("skipped", task.Spec?.SkippedBecause);
        json.WriteBoolean("joined", task.Spec?.HasJoined == true);
        WriteService(json, task);
        json.WriteBoolean("interactive", task.Settings.Interactive);
        json.WriteString("confirm", task.Spec?.Confirm);
        json.WriteStrings("results", task.Spec?.Results ?? []);
        json.WriteStrings("secrets", task.Spec?.Secrets ?? []);
        json.WriteMatrix(task.Spec?.Matrix);
    }

    private static void WriteService(Utf8JsonWriter json, TaskNode task)
    {
        var service = task.Settings.Service;
        json.WriteBoolean("service", service is not null);
        if (service is null)
        {
            return;
        }

        json.WriteStartObject("ready");
        if (service.Ready is { } ready)
        {
            json.WriteString(ServiceText.Word(ready.Kind), ready.Command?.Text ?? ready.Text);
            if (ready.Status is { } status)
            {
                json.WriteNumber("status", status);
            }

            json.WriteSeconds("timeoutSeconds", ready.Timeout);
            json.WriteSeconds("intervalSeconds", ready.Interval);
        }

        json.WriteEndObject();
        json.WriteStartObject("stop");
        json.WriteString("signal", service.StopSignal ?? (service.StopCommand is null ? StopSignal.Usual : null));
        json.WriteString("cmd", service.StopCommand?.Text);
        json.WriteSeconds("graceSeconds", service.StopGrace);
        json.WriteEndObject();
    }

    private static void WriteFiles(Utf8JsonWriter json, TaskFiles files)
    {
        json.WriteStartObject("files");
        json.WriteString("directory", files.Folder);
        json.WriteStringsOrNull("inputs", files.Inputs);
        json.WriteStringsOrNull("outputs", files.Outputs);
        json.WriteStrings("envInputs", files.Variables);
        json.WriteStrings("toolInputs", files.Tools);
        json.WriteSeconds("maxAgeSeconds", files.MaxAge);
        json.WriteBoolean("cache", files.IsCached);
        json.WriteBoolean("clean", files.IsCleaned);
        json.WriteEndObject();
    }

    private static void WriteInputs(Utf8JsonWriter json, ExecutionPlan plan, TaskNode task, Command command)
    {
        json.WriteStartArray("inputs");
        foreach (var (id, from) in command is Command.Shell { UsesArguments: true } ? plan.InputsOf(task) : [])
        {
            json.WriteStartObject();
            json.WriteString("task", id);
            json.WriteBoolean("leftOut", from is null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSettings(Utf8JsonWriter json, TaskSettings settings)
    {
        json.WriteString("directory", settings.Directory);
        json.WriteStartObject("environment");
        foreach (var (name, value) in settings.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteSeconds("timeoutSeconds", settings.Timeout);
        WriteRetry(json, settings.Retry ?? RetryPolicy.None);
        if (settings.AllowFailure is { Codes: { } codes })
        {
            json.WriteNumbers("allowFailure", codes.Order());
        }
        else
        {
            json.WriteBoolean("allowFailure", settings.AllowFailure is not null);
        }

        json.WriteStartObject("resources");
        foreach (var (name, amount) in settings.Resources.OrderBy(resource => resource.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(name, amount);
        }

        json.WriteEndObject();
        json.WriteNumbers("successCodes", (settings.SuccessCodes ?? [0]).Order());
    }

    private static void WriteRetry(Utf8JsonWriter json, RetryPolicy retry)
    {
        json.WriteStartObject("retry");
        json.WriteNumber("max", retry.Max);
        json.WriteSeconds("delaySeconds", retry.Delay);
        json.WriteNumber("backoff", retry.Backoff);
        json.WriteSeconds("maxDelaySeconds", retry.MaxDelay);
        json.WriteNumber("jitter", retry.Jitter);
        if (retry.OnExit is { } codes)
        {
            json.WriteNumbers("onExit", codes.Order());
        }

        json.WriteEndObject();
    }

    private static void WriteLeftOut(Utf8JsonWriter json, ExecutionPlan plan)
    {
        json.WriteStartArray("leftOut");
        foreach (var task in plan.LeftOut)
        {
            json.WriteStartObject();
            json.WriteString("id", task.Id);
            json.WriteString("name", task.Name);
            json.WriteString("reason", task.Reason.Code());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
