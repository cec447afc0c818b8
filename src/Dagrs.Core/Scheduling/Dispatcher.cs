using Dagrs.Core.Graph;
using Dagrs.Core.Model;
using Dagrs.Core.State;

namespace Dagrs.Core.Scheduling;

/// <summary>
/// Brings tasks to the threads they run on and their ends back to the loop: one task after the other without recursion, however many end at once.
/// It does not know which task is next. Thread-safe.
/// </summary>
/// <param name="dag">What is run.</param>
/// <param name="loop">Says which task is next.</param>
/// <param name="runner">Runs it.</param>
/// <param name="codeScheduler">Where C# tasks run; null: on the thread pool.</param>
/// <param name="whenOver">Called when nothing is left.</param>
internal sealed class Dispatcher(Dag dag, RunLoop loop, TaskRunner runner, TaskScheduler? codeScheduler, Action whenOver)
{
    /// <summary>The values of the caller's asynchronous flow, which C# tasks see.</summary>
    public ExecutionContext? Flow { get; set; }

    /// <summary>Starts a task, if any, and whatever can start besides and after it.</summary>
    public void Drive(Next next) => Drive(next, mayRunCode: false);

    // Commands begin here and go on elsewhere. C# code runs on a thread that may run it; there the task that the end of another makes
    // ready goes on with no switch of threads.
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
                StartElsewhere(next.Task);
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

    // Beside one that this thread will run.
    private void StartOther(Next other)
    {
        if (!other.MustDecide || MayRun(other.Task))
        {
            StartElsewhere(other.Task);
        }
    }

    // Whether a task runs that must be asked: by its condition first, then by what was done before. False also when the answer is not there yet:
    // whoever brings it goes on with the task.
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
            StartElsewhere(task);
        }

        Drive(loop.Step());
    }

    private void StartElsewhere(int task)
    {
        if (dag.Node(task).IsCommand)
        {
            Watch(task, runner.RunAsync(dag.Node(task)));
        }
        else if (codeScheduler is not null)
        {
            // One task at a time: in between, the scheduler's other work has its turn.
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

        // Not Watch: what has ended meanwhile would count as ended with nobody left to start what comes next.
        _ = WatchAsync(task, end);
        return Next.None;
    }

    // Whoever calls this takes the next step himself.
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

    /// <summary>Brings a C# task to a thread of the pool, where the values of the caller's asynchronous flow are seen.</summary>
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
