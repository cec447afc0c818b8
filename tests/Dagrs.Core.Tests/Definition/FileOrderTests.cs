using Dagrs.Core.Definition;
using Dagrs.Core.Tests.Yaml;

namespace Dagrs.Core.Tests.Definition;

/// <summary>That a file has one maker, and that readers come after it.</summary>
public class FileOrderTests
{
    [Theory]
    [InlineData("out.txt", "out.txt", "and so does task 'a'; only one task can write a file")]
    [InlineData("./out.txt", "sub/../out.txt", "and so does task 'a'; only one task can write a file")]
    [InlineData("out/*.o", "out/*.o", "and so does task 'a'; only one task can write a file")]
    [InlineData("out/*.o", "out/a.o", "and 'out/*.o' of task 'a' matches it too; only one task can write a file; exclude it there: '!out/a.o'")]
    [InlineData("out/**/*.o", "out/a/b/c.o", "and 'out/**/*.o' of task 'a' matches it too; only one task can write a file; exclude it there: '!out/a/b/c.o'")]
    [InlineData("out/a.o", "out/*.o", "and 'out/a.o' of task 'a' matches it too; only one task can write a file")]
    [InlineData("out", "out/a.o", "and 'out' of task 'a' matches it too; only one task can write a file; exclude it there: '!out/a.o'")]
    [InlineData("out/**", "out/a.o", "and 'out/**' of task 'a' matches it too; only one task can write a file; exclude it there: '!out/a.o'")]
    [InlineData("out/deep/er/a.o", "out", "and 'out/deep/er/a.o' of task 'a' matches it too; only one task can write a file")]
    [InlineData("out/", "out", "and so does task 'a'; only one task can write a file")]
    [InlineData("out", "out/**/*", "and 'out' of task 'a' matches it too; only one task can write a file")]
    [InlineData("out/[ab].o", "out/b.o", "and 'out/[ab].o' of task 'a' matches it too; only one task can write a file; exclude it there: '!out/b.o'")]
    public void Two_tasks_cannot_have_one_output(string first, string second, string words)
    {
        var problem = Assert.Single(TaskFile.Problems($"dagrs:\n  a: {{ name: A, cmd: x, outputs: '{first}' }}\n  b: {{ name: B, cmd: x, after: a, outputs: '{second}' }}"));

        Assert.Equal((ProblemCode.SharedOutput, 3), (problem.Code, problem.Place.Line));
        Assert.Equal($"task 'b' writes '{second}', {words}", problem.Message);
    }

    [Theory]
    [InlineData("'out.txt'", "'out.txt2'")]
    [InlineData("'out'", "'output/a'")]
    [InlineData("'out/*.o'", "'out/a/b.o'")]
    [InlineData("'out/*.o'", "'out/a.obj'")]
    [InlineData("[ 'out', '!out/a.o' ]", "'out/a.o'")]
    [InlineData("[ 'out/*', '!out/a*' ]", "'out/a.o'")]
    [InlineData("'out/a.o'", "[ 'out/**', '!out/a.o' ]")]
    [InlineData("[]", "[]")]
    [InlineData("'a/out.txt'", "'b/out.txt'")]
    [InlineData("'/out.txt'", "'out.txt'")]
    public void Different_files_are_no_matter(string first, string second) =>
        TaskFile.Resolve($"dagrs:\n  a: {{ name: A, cmd: x, outputs: {first} }}\n  b: {{ name: B, cmd: x, after: a, outputs: {second} }}");

    [Fact]
    public void One_task_may_say_it_twice() => TaskFile.Resolve("dagrs: { a: { name: A, cmd: x, outputs: [ out, out, out/a, 'out/*' ] } }");

    [Fact]
    public void The_folders_of_tasks_count()
    {
        TaskFile.Resolve("dagrs: { a: { name: A, cmd: x, dir: a, outputs: out }, b: { name: B, cmd: x, dir: b, outputs: out } }");
        Assert.Equal(ProblemCode.SharedOutput, Assert.Single(TaskFile.Problems("dagrs: { a: { name: A, cmd: x, dir: a, outputs: out }, b: { name: B, cmd: x, dir: b, outputs: ../a/out } }")).Code);
    }

    [Fact]
    public void Instances_of_a_matrix_are_many_tasks_and_told_of_once()
    {
        Assert.Equal(
            "1:73 task 'a[os=m]' writes 'out', and so does task 'a[os=l]'; put a matrix value into the path, such as ${{ matrix.os }}",
            TaskFile.OnlyProblem("dagrs: { a: { name: A, cmd: x, matrix: { os: [ l, m, n, o ] }, outputs: out } }"));
        TaskFile.Resolve("dagrs: { a: { name: A, cmd: x, matrix: { os: [ l, m, n, o ] }, outputs: 'out-${{ matrix.os }}' } }");
    }

    [Theory]
    [InlineData("gen.c", "gen.c", "reads 'gen.c', which task 'gen' writes, but does not depend on it; add 'after: gen'")]
    [InlineData("gen.c", "*.c", "reads 'gen.c' (by '*.c'), which task 'gen' writes, but does not depend on it; add 'after: gen'")]
    [InlineData("src/gen.c", "src", "reads 'src/gen.c' (by 'src'), which task 'gen' writes, but does not depend on it; add 'after: gen'")]
    [InlineData("src/gen/*.c", "src/**", "reads 'src/gen/*.c' (by 'src/**'), which task 'gen' writes, but does not depend on it; add 'after: gen'")]
    [InlineData("src/gen.c", "src/**", "reads 'src/gen.c' (by 'src/**'), which task 'gen' writes, but does not depend on it; add 'after: gen'")]
    [InlineData("src/a/gen.c", "**/*.c", "reads 'src/a/gen.c' (by '**/*.c'), which task 'gen' writes, but does not depend on it; add 'after: gen'")]
    [InlineData("dist", "dist/app.js", "reads 'dist/app.js', which task 'gen' writes ('dist'), but does not depend on it; add 'after: gen'")]
    [InlineData("dist", "dist/*.js", "reads 'dist/*.js', which task 'gen' writes ('dist'), but does not depend on it; add 'after: gen'")]
    [InlineData("dist/*.js", "dist/app.js", "reads 'dist/app.js', which task 'gen' writes ('dist/*.js'), but does not depend on it; add 'after: gen'")]
    [InlineData("dist/*.js", "dist/*.js", "reads 'dist/*.js', which task 'gen' writes, but does not depend on it; add 'after: gen'")]
    public void Who_reads_a_file_comes_after_who_makes_it(string output, string input, string words)
    {
        var text = $"dagrs:\n  gen: {{ name: G, cmd: x, outputs: '{output}' }}\n  use: {{ name: U, cmd: x, inputs: '{input}'AFTER }}";
        var problem = Assert.Single(TaskFile.Problems(text.Replace("AFTER", "", StringComparison.Ordinal)));

        Assert.Equal((ProblemCode.EarlyInput, 3), (problem.Code, problem.Place.Line));
        Assert.Equal($"task 'use' {words}", problem.Message);
        TaskFile.Resolve(text.Replace("AFTER", ", after: gen", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_taken_away_in_a_folder_is_still_read_below_it_as_when_tasks_run() =>
        Assert.StartsWith(
            "task 'use' reads 'src/gen/a.c' (by 'src/**'), which task 'gen' writes",
            Assert.Single(TaskFile.Problems("dagrs:\n  gen: { name: G, cmd: x, outputs: 'src/gen/a.c' }\n  use: { name: U, cmd: x, inputs: [ 'src/**', '!src/*' ] }")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("gen.c", "'other.c'")]
    [InlineData("src/gen.c", "[ src, '!src/gen.c' ]")]
    [InlineData("src/gen/a/b.c", "[ 'src/**', '!src/*/**' ]")]
    [InlineData("src/gen.c", "[ 'src/**', '!src/*' ]")]
    [InlineData("src/gen.c", "[ 'src/*.c', '!**/gen.*' ]")]
    public void What_it_does_not_read_is_no_matter(string output, string input) =>
        TaskFile.Resolve($"dagrs:\n  gen: {{ name: G, cmd: x, outputs: '{output}' }}\n  use: {{ name: U, cmd: x, inputs: {input} }}");

    [Fact]
    public void Its_own_outputs_are_no_inputs() => TaskFile.Resolve("dagrs: { a: { name: A, cmd: x, inputs: '**', outputs: out } }");

    [Fact]
    public void After_counts_at_any_distance_and_through_groups() => TaskFile.Resolve(
        """
        dagrs:
          use: { name: U, cmd: x, inputs: gen.c, after: third }
          third: { name: T, cmd: x, after: group }
          group: { name: G, after: [ gen, other ] }
          other: { name: O, cmd: x }
          gen: { name: G, cmd: x, outputs: gen.c }
        """);

    [Fact]
    public void Who_reads_what_a_later_one_makes_is_told_so() => Assert.EndsWith(
        "task 'use' reads 'gen.c', which task 'gen' writes and which depends on it; swap the two, or exclude it: '!gen.c'",
        TaskFile.OnlyProblem("dagrs: { use: { name: U, cmd: x, inputs: gen.c }, gen: { name: G, cmd: x, after: use, outputs: gen.c } }"),
        StringComparison.Ordinal);

    [Fact]
    public void Several_makers_are_named_in_one_go() => Assert.EndsWith(
        "(and 3 more), but does not depend on it; add 'after: [ a, b, c, ... ]'",
        TaskFile.OnlyProblem("dagrs: { a: { name: A, cmd: x, outputs: o/a }, b: { name: B, cmd: x, outputs: o/b }, c: { name: C, cmd: x, outputs: o/c }, d: { name: D, cmd: x, outputs: o/d }, use: { name: U, cmd: x, inputs: o } }"),
        StringComparison.Ordinal);

    [Fact]
    public void Makers_and_readers_with_a_matrix_go_by_their_values()
    {
        const string Text = "dagrs: { gen: { name: G, cmd: x, matrix: { t: [ a, b ] }, outputs: '${{ matrix.t }}.c' }, use: { name: U, cmd: x, matrix: { t: [ a, b ] }, inputs: '${{ matrix.t }}.c'AFTER } }";

        TaskFile.Resolve(Text.Replace("AFTER", ", after: 'gen[t=${{ matrix.t }}]'", StringComparison.Ordinal));
        TaskFile.Resolve(Text.Replace("AFTER", ", after: gen", StringComparison.Ordinal));
        Assert.EndsWith("add 'after: gen'", TaskFile.OnlyProblem(Text.Replace("AFTER", "", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_that_is_skipped_for_certain_makes_nothing() => TaskFile.Resolve(
        "params: { kind: a }\ndagrs: { a: { name: A, cmd: x, if: \"params.kind == 'a'\", outputs: out }, b: { name: B, cmd: x, if: \"params.kind == 'b'\", outputs: out } }");

    [Fact]
    public void The_results_of_others_cannot_say_what_files_it_has() => Assert.Contains(
        "the state and results of tasks are known only while the file runs",
        TaskFile.OnlyProblem("dagrs: { a: { name: A, cmd: x, results: [ v ] }, b: { name: B, cmd: x, after: a, outputs: 'o-${{ tasks.a.results.v }}' } }"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("inputs: '!a'", "1:41 'inputs' of task 'a' only excludes files: '!' excludes from the patterns before it; write first what the task reads, as in [ 'src/**', '!a' ]")]
    [InlineData("outputs: [ '!a', '!b' ]", "1:44 'outputs' of task 'a' only excludes files: '!' excludes from the patterns before it; write first what the task writes, as in [ 'src/**', '!a' ]")]
    [InlineData("inputs: [ a, '!' ]", "1:46 'inputs' of task 'a': a path or pattern is missing after '!'")]
    [InlineData("inputs: [ a, '' ]", "1:45 'inputs' of task 'a' is empty")]
    [InlineData("env-inputs: [ $CC ]", "1:46 'env-inputs' of task 'a': '$CC' is not a variable name; write it without '$'")]
    [InlineData("env-inputs: { CC: gcc }", "1:44 'env-inputs' of task 'a' must be a list of names of variables, not a mapping; variables with values go under 'env'")]
    [InlineData("tool-inputs: [ ' ' ]", "1:47 'tool-inputs' of task 'a': ' ' is not a command")]
    [InlineData("tool-inputs: '${{ os }} --version'", "1:46 'tool-inputs' of task 'a' does not accept expressions; write the value itself")]
    [InlineData("max-age: 12", "1:41 'max-age' of task 'a': '12' has no unit; write 12s for seconds, or ms, m or h")]
    [InlineData("cache: yes", "1:39 'cache' of task 'a' must be true or false, not 'yes'; write true")]
    public void What_is_wrong_in_form_is_told(string entry, string line) => Assert.Equal([line], TaskFile.Wrong($"dagrs: {{ a: {{ name: A, cmd: x, {entry} }} }}"));

    [Fact]
    public void A_pattern_that_comes_out_empty_is_told() => Assert.EndsWith(
        "'inputs' of task 'a': '${{ params.v }}' is empty once evaluated", TaskFile.OnlyProblem("params: { v: '' }\ndagrs: { a: { name: A, cmd: x, inputs: '${{ params.v }}' } }"), StringComparison.Ordinal);

    [Theory]
    [InlineData("", "neither 'inputs' nor 'outputs'")]
    [InlineData(", inputs: a", "no 'outputs'")]
    [InlineData(", outputs: a", "no 'inputs'")]
    public void The_cache_wants_to_know_what_is_read_and_written(string entry, string missing) => Assert.Equal(
        $"1:39 task 'a' has 'cache: true' but {missing}; the cache stores its outputs under its inputs, so declare both", TaskFile.OnlyProblem($"dagrs: {{ a: {{ name: A, cmd: x, cache: true{entry} }} }}"));

    [Fact]
    public void And_takes_nothing_that_secrets_made()
    {
        Assert.Equal(ProblemCode.NoCache, Assert.Single(TaskFile.Problems("dagrs: { a: { name: A, cmd: x, cache: true, inputs: a, outputs: b, secrets: [ TOKEN ] } }")).Code);
        TaskFile.Resolve("dagrs: { a: { name: A, cmd: x, cache: false } }");
    }

    [Theory]
    [InlineData("inputs: a, confirm: 'Sure?'", "'inputs', because it has 'confirm'")]
    [InlineData("inputs: a, interactive: true", "'inputs', because it has 'interactive: true'")]
    [InlineData("inputs: a, when: always", "'inputs', because it has 'when: always'")]
    [InlineData("outputs: a, when: failure", "'outputs', because it has 'when: failure'")]
    [InlineData("max-age: 1h", "'max-age', because it has neither 'inputs' nor 'outputs'; add one of them")]
    [InlineData("env-inputs: CC, outputs: []", "'env-inputs', because it has neither 'inputs' nor 'outputs'; add one of them")]
    public void Keys_without_effect_are_noted(string entry, string words)
    {
        var note = Assert.Single(Resolver.Check(TaskFile.Read($"dagrs: {{ b: {{ name: B, cmd: x }}, a: {{ name: A, cmd: x, after: b, {entry} }} }}")));

        Assert.Equal((ProblemCode.NeverUpToDate, $"task 'a' runs every time despite its {words}"), (note.Code, note.Message));
    }

    [Fact]
    public void Keys_with_effect_are_not() =>
        Assert.Empty(Resolver.Check(TaskFile.Read("dagrs: { a: { name: A, cmd: x, inputs: a, env-inputs: CC, max-age: 1h }, b: { name: B, cmd: x, outputs: [], cache: false } }")));

    [Theory]
    [InlineData("env-inputs: CC")]
    [InlineData("tool-inputs: cc --version")]
    [InlineData("max-age: 1h")]
    [InlineData("cache: true")]
    [InlineData("clean: false")]
    public void A_group_has_none_of_them(string entry) =>
        Assert.Equal(ProblemCode.GroupKey, Assert.Single(TaskFile.Problems($"dagrs: {{ a: {{ name: A, cmd: x }}, g: {{ name: G, after: a, {entry} }} }}")).Code);
}
