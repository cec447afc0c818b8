using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Processes;

/// <summary>Processes that a task leaves in the background while the run goes on, and at its end.</summary>
public sealed class LeftBehindTests
{
    [Fact]
    public async Task What_tasks_left_in_the_background_is_ended_with_the_run_and_it_is_said()
    {
        using var marker = new Marker();
        await DagrsTest.Of(
            $$"""
            dagrs:
              one: { name: One, cmd: "{{marker.Sleep}} > /dev/null 2>&1 &" }
              two: { name: Two, after: one, cmd: "setsid {{marker.Sleep}} > /dev/null 2>&1 & env -i setsid {{marker.Sleep}} > /dev/null 2>&1 &" }
            """).Mark(marker).PrintsLine("warn   3 background processes left by tasks were killed").RunAsync();
        marker.AssertNoneAlive();
    }

    // `exec dagrs > >(tee log)`: whoever becomes dagrs may have children already, and one of them may read its output.
    [LongFact]
    public async Task What_was_started_before_dagrs_by_the_same_process_is_left_alone()
    {
        using var marker = new Marker();
        using var folder = new TempFolder();
        folder.Write("dagrs.yaml", "dagrs: { one: { name: One, cmd: \"true\" } }\n");
        using var shell = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", ["-c", $"{marker.Sleep} > /dev/null 2>&1 & exec \"$0\" -q", Paths.Dagrs]) { WorkingDirectory = folder.Path })!;
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
        Assert.Equal(1, marker.Sleeping);
    }

    [LongFact]
    public async Task What_does_not_end_when_asked_is_killed_after_the_grace()
    {
        using var marker = new Marker();
        await DagrsTest.Of($$"""dagrs: { one: { name: One, cmd: "(trap '' TERM; exec {{marker.Sleep}}) > /dev/null 2>&1 &" } }""", "--grace", "1")
            .Mark(marker).PrintsLine("warn   1 background process left by tasks was killed").RunAsync();
        marker.AssertNoneAlive();
    }

    [LongFact]
    public async Task A_second_signal_does_not_wait_for_what_is_left_at_the_end_of_the_run()
    {
        using var marker = new Marker();
        await using var running = DagrsTest.Of($$"""dagrs: { one: { name: One, cmd: "(trap '' TERM; exec {{marker.Sleep}}) > /dev/null 2>&1 & sleep 0.2" } }""", "--grace", "300")
            .Mark(marker).Start();
        await running.WaitForAsync("Task executed successfully. [name: One]");
        await running.SignalAsync("INT");
        await running.WaitUntilAsync(() => !HasPendingSignal(running.Id), "dagrs to take the signal"); // two that wait are one
        await running.SignalAsync("INT");
        await running.EndAsync();
        marker.AssertNoneAlive();
    }

    [LongFact]
    public async Task A_task_whose_output_a_background_process_holds_is_over_and_the_run_goes_on()
    {
        using var marker = new Marker();
        await DagrsTest.Of(
            $$"""
            dagrs:
              one: { name: One, cmd: "echo before; {{marker.Sleep}} &" }
              two: { name: Two, after: one, cmd: "echo {{marker.Number}} | wc -l" }
            """)
            .Mark(marker)
            .PrintsLine("warn   Task[name: One] has ended, but a background process still holds its output open; the run continues without it")
            .PrintsLine("[one] before")
            .PrintsLine("[two] 1")
            .PrintsLine("warn   1 background process left by tasks was killed")
            .RunAsync();
        marker.AssertNoneAlive();
    }

    [LongTheory]
    [InlineData("true")]
    [InlineData(": $1")] // its predecessor's outputs are two pipes
    public async Task A_server_left_by_a_task_serves_the_next_one_and_does_not_die_when_it_prints(string look)
    {
        using var marker = new Marker();
        await DagrsTest.Of(
            $$"""
            dagrs:
              server:
                name: Server
                cmd: |
                  while :; do
                    echo tick; echo tock >&2
                    if [ -f question ]; then mv question answer; fi
                    sleep 0.02
                  done &
              client:
                name: Client
                after: server
                cmd: |
                  {{look}}
                  sleep 1
                  touch question
                  while ! [ -f answer ]; do sleep 0.02; done
                  echo answered
            """).Mark(marker).PrintsLine("[client] answered").RunAsync();
        marker.AssertNoneAlive();
    }

    [LongFact]
    public async Task A_background_process_that_never_stops_printing_does_not_hold_its_task() => await DagrsTest.Of(
        """
        dagrs:
          loud: { name: Loud, cmd: yes & }
          next: { name: Next, after: loud, cmd: echo on }
        """, "-o", "errors-only").PrintsSomewhere("2 tasks: 2 succeeded").RunAsync();

    private static bool HasPendingSignal(int process) =>
        File.ReadLines($"/proc/{process}/status").Any(line => line.StartsWith("ShdPnd:", StringComparison.Ordinal) && line.AsSpan(7).Trim().ContainsAnyExcept('0'));
}
