using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Events.Recording;

/// <summary>The runs that other tests are made with are possible ones.</summary>
public sealed class RunsTests
{
    public static TheoryData<string> Names => Runs.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void A_slot_has_one_task_at_a_time_and_nothing_starts_before_its_turn(string name)
    {
        var run = Runs.Of(name);
        foreach (var slot in run.Tasks.Where(task => task.Slot is not null).GroupBy(task => task.Slot))
        {
            var inOrder = slot.OrderBy(task => task.Start).ThenBy(task => task.End).ToList();
            Assert.All(inOrder.Zip(inOrder.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start, $"'{pair.First.Id}' and '{pair.Second.Id}' overlap"));
            Assert.InRange(slot.Key!.Value, 0, run.Jobs - 1);
        }

        foreach (var task in run.Tasks.Where(task => task.State.WasStarted()))
        {
            Assert.True(task.Ready <= task.Start && task.End <= run.Duration);
            Assert.All(task.Attempts, attempt => Assert.True(task.Start <= attempt.Start && attempt.Start + attempt.Duration <= task.End));
        }
    }

    [Fact]
    public void A_task_is_in_each_state()
    {
        var seen = Runs.All.SelectMany(name => Runs.Of(name).Tasks).Select(task => task.State).Distinct().Order();
        Assert.Equal(Enum.GetValues<TaskState>(), seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_runs_keep_to_their_graph(int seed)
    {
        var run = RandomRun.Of(1000, seed);
        Assert.Equal(1000, run.Tasks.Count);
        Assert.All(run.Tasks, task => Assert.All(task.After, before => Assert.True(!task.State.WasStarted() || run.Tasks[before].End <= task.Ready)));
        Assert.All(run.CriticalPath.Zip(run.CriticalPath.Skip(1)), pair => Assert.Contains(pair.First, run.Tasks[pair.Second].After));
        Assert.Contains(run.Tasks, task => task.State == TaskState.NotRun);
        Assert.Equal(run.Tasks.Select(task => (task.Id, task.Start, task.State)), RandomRun.Of(1000, seed).Tasks.Select(task => (task.Id, task.Start, task.State)));
    }
}
