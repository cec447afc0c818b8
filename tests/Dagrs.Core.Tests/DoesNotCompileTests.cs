using Dagrs.Core.Tests.Support;

namespace Dagrs.Core.Tests;

/// <summary>Mistakes that the compiler finds, held against the compiler itself.</summary>
public sealed class DoesNotCompileTests
{
    [Theory]
    [InlineData("var a = graph.Add(\"a\", () => 1); var b = graph.Add(\"b\", a, x => x + 1);")]
    [InlineData("var a = graph.Add(\"a\", () => 1); var b = graph.Add(\"b\", async context => { await Task.Yield(); return context.ValueOf(a); }, after: a);")]
    [InlineData("var a = graph.Add(\"a\", new Command.Shell(\"ls\")); graph.Add(\"b\", a, text => { });")]
    [InlineData("var a = graph.Add(\"a\", () => System.IO.File.ReadAllLinesAsync(\"x\")); TaskNode<int> b = graph.Add(\"b\", a, lines => lines.Length);")]
    [InlineData("static Task<int> LoadAsync() => Task.FromResult(1); TaskNode<int> a = graph.Add(\"a\", LoadAsync);")]
    [InlineData("var a = graph.Add(\"a\", () => 1); var b = graph.Add(\"b\", () => \"x\"); var c = graph.Add(\"c\", a, b, (x, y) => y[x]);")]
    public void What_is_right_compiles(string code) => Assert.Equal([], ErrorsOf(code));

    [Theory]
    [InlineData("a cycle", "var a = graph.Add(\"a\", b, x => x); var b = graph.Add(\"b\", a, x => x);", "CS0841")]
    [InlineData("a cycle by after", "var a = graph.Add(\"a\", () => { }, after: b); var b = graph.Add(\"b\", () => { }, after: a);", "CS0841")]
    [InlineData("a cycle of declared variables", "TaskNode<int> a, b; a = graph.Add(\"a\", b, x => x); b = graph.Add(\"b\", a, x => x);", "CS0165")]
    [InlineData("a task after itself", "TaskNode<int> a = graph.Add(\"a\", a, x => x);", "CS0165")]
    [InlineData("a value of the wrong type", "var a = graph.Add(\"a\", () => \"text\"); graph.Add(\"b\", a, (int x) => x);", "CS1503")]
    [InlineData("a wrong result", "var a = graph.Add(\"a\", () => \"text\"); TaskNode<int> b = a;", "CS0029")]
    [InlineData("a wrong parameter", "var a = graph.Add(\"a\", () => 1); graph.Add(\"b\", a, x => x.Length);", "CS1061")]
    [InlineData("a wrong value of the report", "var a = graph.Add(\"a\", () => 1); string text = report.GetValue(a);", "CS0029")]
    [InlineData("the value of a task without one", "var a = graph.Add(\"a\", () => { }); report.GetValue(a);", "CS1503")]
    [InlineData("a forged handle", "var a = new TaskNode(graph, 0, null);", "CS1729")]
    [InlineData("a forged typed handle", "var a = new TaskNode<int>(graph, 0, \"a\", null, null);", "CS1729")]
    [InlineData("a handle of a type of one's own", "} class Own : TaskNode { Own() : base(null, 0, null) { }", "CS1729")]
    public void What_is_wrong_does_not(string what, string code, params string[] errors)
    {
        var found = ErrorsOf(code);
        Assert.True(errors.Any(found.Contains), $"{what}: expected {string.Join(" or ", errors)}, found {(found.Count == 0 ? "nothing" : string.Join(" ", found))}");
    }

    private static List<string> ErrorsOf(string code)
    {
        var text = $$"""
            using System;
            using System.Threading.Tasks;
            using Dagrs.Core.Events;
            using Dagrs.Core.Graph;
            using Dagrs.Core.Model;
            class Snippet { static void Write(DagBuilder graph, RunReport report) { {{code}} } }
            """;
        return [.. Compiler.ErrorsIn(text).Select(found => found.Id)];
    }
}
