namespace Dagrs.Core.Tests.Expressions;

/// <summary>Comparisons of a task's state with a word that is none.</summary>
public sealed class StateCheckTests
{
    private static readonly string[] States = ["succeeded", "up-to-date", "skipped", "failed", "timed-out", "canceled", "not-run"];

    [Theory]
    [InlineData("tasks.x.state == 'failed'")]
    [InlineData("'timed-out' != tasks.x.state")]
    [InlineData("tasks.x.state == tasks.y.state")]
    [InlineData("tasks.x.state == params.x")]
    [InlineData("tasks.x.results.y == 'success'")]
    [InlineData("one-of(tasks.x.state, 'failed, timed-out\ncanceled')")]
    [InlineData("matches(tasks.x.state, '*ed')")]
    public void A_state_is_compared_with_states(string text) => Assert.Null(Read.Expression(text).FindWrongState(States));

    [Theory]
    [InlineData("ci && tasks.x.state == 'success'", "'success'", "there is no state 'success': write 'succeeded'")]
    [InlineData("'Failure' != tasks.x.state", "'Failure'", "there is no state 'Failure': write 'failed'")]
    [InlineData("one-of(tasks.x.state, 'failed cancelled')", "'failed cancelled'", "there is no state 'cancelled': write 'canceled'")]
    [InlineData("!(tasks.x.state == '')", "''", "there is no state ''; the states are 'succeeded', 'up-to-date', 'skipped', 'failed', 'timed-out', 'canceled', 'not-run'")]
    [InlineData("tasks.x.state == 'fialed'", "'fialed'", "there is no state 'fialed'; the states are 'succeeded', 'up-to-date', 'skipped', 'failed', 'timed-out', 'canceled', 'not-run'")]
    public void Another_word_is_an_error(string text, string marked, string message)
    {
        var error = Read.Expression(text).FindWrongState(States)!;
        Assert.Equal((message, marked), (error.Message, Read.Marked(text, error)));
    }

    [Fact]
    public void A_slip_has_the_state_that_was_meant() =>
        Assert.Equal("failed", Core.Model.Suggestion.For("fialed", Read.Expression("tasks.x.state == 'fialed'").FindWrongState(States)!.Known));
}
