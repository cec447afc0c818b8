using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Puts tasks on the threads they run on and reports their ends to the loop, one task after the other without recursion, however many end at once. It
/// does not know which task is next. Thread-safe.
/// </summary>
/// <param name="dag">What is run.</param>
/// <param name="loop">Decides which task is next.</param>
/// <param name="runner">Runs it.</param>
/// <param name="codeScheduler">Where C# tasks run; null: on the thread pool.</param>
/// <param name="whenOver">Called when nothing is left.</param>
internal sealed class Dispatcher(Dag dag, RunLoop loop, TaskRunner runner, TaskScheduler? codeScheduler, Action whenOver)
{
    /// <summary>The caller's execution context, so that C# tasks see its async-local values.</summary>
    public ExecutionContext? Flow { get; set; }

    /// <summary>Starts a task, if any, and whatever can start beside it and after it.</summary>
    public void Drive(Next next) => Drive(next, mayRunCode: false);

    // A command only starts here and continues elsewhere. C# code runs on a thread that may run it; there the task that becomes ready when
    // another ends continues without a thread switch.
    private void Drive(Next next, bool mayRunCode)
    {
        while (next.Task >= 0)
        {
            if (next.MustDecide)
            {
                if (!MayRun(next.Task))
                {
                    next = loop.Step();
                    continue;
                }

                next = next with { MustDecide = false };
            }

            if (!mayRunCode || dag.Node(next.Task).IsCommand)
            {
                StartOnAnotherThread(next.Task);
                next = loop.Step();
                continue;
            }

            for (var more = next.HasMore; more;)
            {
                var other = loop.Step();
                more = other.HasMore;
                if (other.Task >= 0)
                {
                    StartOther(other);
                }
            }

            next = RunHere(next.Task);
        }

        if (next == Next.End)
        {
            whenOver();
        }
    }

    // Beside the task that this thread will run.
    private void StartOther(Next other)
    {
        if (!other.MustDecide || MayRun(other.Task))
        {
            StartOnAnotherThread(other.Task);
        }
    }

    // Whether a task runs that needs a decision: first by its condition, then by what is remembered of it. Also false when the decision is
    // pending: whoever completes it continues with the task.
    private bool MayRun(int task)
    {
        var node = dag.Node(task);
        var verdict = new Verdict(true);
        var condition = "";
        if (node.IsToDecide)
        {
            verdict = runner.Decide(node, out condition);
        }

        if (verdict is not { Runs: true, Problem: null } || !runner.IsAskedAbout(node))
        {
            return loop.Decided(task, verdict, condition);
        }

        var answer = runner.AskAsync(node);
        if (answer.IsCompletedSuccessfully)
        {
            return loop.Recalled(task, answer.Result);
        }

        _ = AwaitAsync(task, answer);
        return false;
    }

    private async Task AwaitAsync(int task, ValueTask<Recollection> answer)
    {
        Recollection recollection;
        try
        {
            recollection = await answer.ConfigureAwait(false);
        }
        catch (Exception bug)
        {
            loop.Fail(bug);
            recollection = new() { Problem = "dagrs itself failed: " + bug.Message };
        }

        if (loop.Recalled(task, recollection))
        {
            StartOnAnotherThread(task);
        }

        Drive(loop.Step());
    }

    private void StartOnAnotherThread(int task)
    {
        if (dag.Node(task).IsCommand)
        {
            Watch(task, runner.RunAsync(dag.Node(task)));
        }
        else if (codeScheduler is not null)
        {
            // One task at a time: in between, the scheduler's other work gets its turn.
            _ = Task.Factory.StartNew(() => Drive(RunHere(task)), CancellationToken.None, TaskCreationOptions.None, codeScheduler);
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(new CodeWorker(this, task), preferLocal: false);
        }
    }

    private Next RunHere(int task)
    {
        var end = runner.RunAsync(dag.Node(task));
        if (end.IsCompletedSuccessfully)
        {
            return loop.StepAfter(task, end.Result);
        }

        // Not Watch: a task that has ended meanwhile would be recorded as ended, but nobody would take the next step.
        _ = WatchAsync(task, end);
        return Next.None;
    }

    // The caller takes the next step.
    private void Watch(int task, ValueTask<TaskEnd> pending)
    {
        if (pending.IsCompletedSuccessfully)
        {
            loop.End(task, pending.Result);
        }
        else
        {
            _ = WatchAsync(task, pending);
        }
    }

    private async Task WatchAsync(int task, ValueTask<TaskEnd> pending)
    {
        Next next;
        try
        {
            next = loop.StepAfter(task, await pending.ConfigureAwait(false));
        }
        catch (Exception bug)
        {
            loop.Fail(bug);
            next = loop.StepAfter(task, new(new Outcome.NotStarted("dagrs itself failed: " + bug.Message), 1));
        }

        Drive(next);
    }

    /// <summary>Moves a C# task to a thread of the pool, with the caller's execution context.</summary>
    private sealed class CodeWorker(Dispatcher dispatcher, int task) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            if (dispatcher.Flow is { } flow)
            {
                ExecutionContext.Restore(flow);
            }

            dispatcher.Drive(new(task, HasMore: false), mayRunCode: true);
        }
    }
}
