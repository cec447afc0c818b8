using System.Text.RegularExpressions;
using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

/// <summary>What people do wrong in YAML, and the exact line, column and words that they are told.</summary>
public partial class SlipTests
{
    public static TheoryData<string, string, string> Slips { get; } = new()
    {
        { "dagrs:\n  a:\n    name \"A\"\n    cmd: x\n", "3:9", "a colon is missing after 'name'" },
        { "dagrs:\n  a:\n    name: A\n    cmd echo hi\n", "4:8", "a colon is missing after 'cmd'" },
        { "dagrs:\n  a:\n    name: \"A\"\n    cmd echo hi\n    after: b\n", "4:8", "a colon is missing after 'cmd'" },
        { "dagrs\n  a:\n    name: A\n    cmd: x\n", "1:6", "a colon is missing after 'dagrs'" },
        { "dagrs:\n  a\n    name: A\n    cmd: x\n", "2:4", "a colon is missing after 'a'" },
        { "dagrs:\n  a:\n    name: A\n    cmd: x\n  b\n    name: B\n    cmd: y\n", "5:4", "a colon is missing after 'b'" },
        { "dagrs:\n  a:\n    name: \"A\"\n    cmd: \"x\"\n  b\n    name: B\n    cmd: y\n", "5:4", "a colon is missing after 'b'" },
        { "dagrs:\n  a:\n    name: A\n     cmd: x\n", "4:6", "one space too many before 'cmd': it is indented by 5, and 'name' in line 3 by 4" },
        { "dagrs:\n  a:\n    name: \"A\"\n     cmd: x\n", "4:6", "one space too many before 'cmd': it is indented by 5, and 'name' in line 3 by 4" },
        { "dagrs:\n  a:\n    name: A\n   cmd: x\n", "4:4", "one space too few before 'cmd': it is indented by 3, and 'name' in line 3 by 4" },
        { "dagrs:\n  a:\n     name: A\n    cmd: x\n", "3:6", "one space too many before 'name': it is indented by 5, and 'cmd' in line 4 by 4" },
        { "dagrs:\n  a:\n    name: A\n    cmd: x\n   b:\n    name: B\n    cmd: y\n", "5:4", "one space too many before 'b': it is indented by 3, and 'a' in line 2 by 2" },
        { "dagrs:\n  a:\n    name: A\n    cmd: x\n b:\n    name: B\n    cmd: y\n", "5:2", "one space too few before 'b': it is indented by 1, and 'a' in line 2 by 2" },
        { "dagrs:\n  a:\n    name: \"A\n    cmd: echo \"hi\"\n", "3:11", "this string is not closed; its final double quote is missing" },
        { "dagrs:\n  a:\n    name: \"A\n    cmd: x\n", "3:11", "this string is not closed; its final double quote is missing" },
        { "dagrs:\n  a:\n    name: 'A\n    cmd: x\n", "3:11", "this string is not closed; its final single quote is missing" },
        { "dagrs:\n  a:\n    name: 'A\n    cmd: echo 'hi'\n    after: b\n", "3:11", "this string is not closed; its final single quote is missing" },
        { "dagrs:\n  a:\n    name:\"A\"\n    cmd: x\n", "3:9", "a space is missing after 'name:'" },
        { "dagrs:\n  a:\n    name: A\n    cmd:x\n", "4:8", "a space is missing after 'cmd:'" },
        { "dagrs:\n  a:\n    name: \"A\"\n    cmd:x\n    after: b\n", "4:8", "a space is missing after 'cmd:'" },
        { "dagrs:\n  a:\n\tname: A\n    cmd: x\n", "3:1", "a tab cannot indent; use spaces" },
        { "dagrs:\n  a:\n    name: A\n\tcmd: x\n", "4:1", "a tab cannot indent; use spaces" },
        { "dagrs:\n  a:\n    name: A\n    after: [ b, c\n    cmd: x\n", "4:12", "'[' is not closed; its ']' is missing" },
        { "dagrs:\n  a:\n    name: A\n    after: [b]]\n    cmd: x\n", "4:15", "']' closes nothing; remove it, or quote the string" },
        { "dagrs:\n  a: { name: A, cmd: x\n  b: { name: B, cmd: y }\n", "2:6", "'{' is not closed; its '}' is missing" },
        { "dagrs:\n  a: { name: A cmd: x }\n", "2:19", "a comma is missing before this, or a string with ': ' in it is not quoted" },
        { "dagrs:\n  a: { name: A, cmd: x }}\n", "2:25", "'}' closes nothing; remove it, or quote the string" },
        { "dagrs:\n  a:\n    name: A\n    cmd: echo done: all\n", "4:19", "a second ': ' on one line; quote a string that contains ': ', or put the second key on a line of its own" },
        { "dagrs:\n  a:\n    name: A\n    cmd: echo done:\n", "4:19", "a second ': ' on one line; quote a string that contains ': ', or put the second key on a line of its own" },
        { "dagrs:\n  a:\n    name: A\n    cmd: \"a\" b\n", "4:14", "a string that begins with a double quote ends at the next one; use other quotes around the whole string, or write \\\" for one inside it" },
        { "dagrs:\n  a:\n    name: A\n    cmd: 'it's'\n", "4:14", "a string that begins with a single quote ends at the next one; use other quotes around the whole string, or write '' for one inside it" },
        { "dagrs:\n  a:\n    name: A\n    cmd: \"C:\\dir\"\n", "4:13", "'\\d' is not an escape in double quotes; write '\\\\' for a backslash, or use single quotes" },
        { "dagrs:\n  a:\n    name: A\n    cmd: @x\n", "4:10", "a string that begins with '@' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: `x`\n", "4:10", "a string that begins with '`' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: %x%\n", "4:10", "a string that begins with '%' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: * x\n", "4:10", "a string that begins with '*' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: & x\n", "4:10", "a string that begins with '&' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: | echo x\n", "4:10", "the text of '|' begins on the next line, indented" },
        { "dagrs:\n  a:\n    name: A\n    cmd: > echo x\n", "4:10", "the text of '>' begins on the next line, indented" },
        { "dagrs:\n  a:\n    name: A\n    cmd: |\n      echo a\n     echo b\n", "6:6", "this line is indented less than the text of the block that begins in line 4" },
        { "dagrs:\n  a:\n    name: A\n    cmd: |\n    echo a\n    echo b\n", "5:5", "the text of 'cmd' must be indented more than 'cmd' itself" },
        { "dagrs:\n  a:\n    name: A\n    after:\n      - b\n     - c\n", "6:6", "one space too few before '-': it is indented by 5, and '-' in line 5 by 6" },
        { "dagrs:\n  a:\n    name: A\n    after:\n      - b\n      -c\n", "6:7", "a space is missing after '-'" },
        { "dagrs:\n  a:\n    name: A\n    - cmd: x\n", "4:5", "'-' begins a list item, but this is among keys; remove it" },
        { "dagrs:\n  a:\n    name: A\n    cmd: x\n  - b\n", "5:3", "'-' begins a list item, but this is among keys; remove it" },
        { "dagrs:\n  a:\n    \"name: A\n    cmd: x\n", "3:5", "this string is not closed; its final double quote is missing" },
        { "dagrs:\n  a:\n    name: A\n    env: { A: ${{ x }} }\n    cmd: x\n", "4:16", "inside brackets a string with '{' in it must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: [ ls, \"a ]\n", "4:16", "this string is not closed; its final double quote is missing" },
        { "dagrs:\n  a:\n    name: A\n    cmd: x\n}\n", "5:1", "'}' closes nothing; remove it, or quote the string" },
        { "dagrs:\n  a:\n    name: A,\n    cmd: x,\n    after: b\n   c\n", "6:5", "a colon is missing after 'c'" },
        { "dagrs:\n  a:\n    name: A\n    name: - b\n", "4:11", "a list begins on a line of its own, or is in brackets: [ a, b ]; a string that begins with '-' must be quoted" },
        { "dagrs:\n  a: name: A\n    cmd: x\n", "2:10", "a second ': ' on one line; quote a string that contains ': ', or put the second key on a line of its own" },
        { "dagrs:\n  a: - b\n", "2:6", "a list begins on a line of its own, or is in brackets: [ a, b ]; a string that begins with '-' must be quoted" },
        { "dagrs: a:\n    name: A\n", "1:9", "a second ': ' on one line; quote a string that contains ': ', or put the second key on a line of its own" },
        { "dagrs:\n  a:\n    name: A\n    cmd: \"x\n", "4:10", "this string is not closed; its final double quote is missing" },
        { "dagrs:\n  a:\n    name: A\n    cmd: |-x\n      a\n", "4:10", "the text of '|' begins on the next line, indented" },
        { "x-a: 1\r\ndagrs:\r\n  a:\r\n    name: \"A\"\r\n    cmd:x\r\n    after: b\r\n", "5:8", "a space is missing after 'cmd:'" },
        { "dagrs:\n  # a: comment \"\n  a:\n    name: A # it's\n    cmd: |\n      echo \"x: y\n      name z\n    desc \"what\"\n", "8:9", "a colon is missing after 'desc'" },
        { "dagrs:\n  a:\n    name: A\n    cmd: |\n      echo \"open\n      a: [ b\n\n   b:\n    name: B\n    cmd: x\n", "8:4", "one space too many before 'b': it is indented by 3, and 'a' in line 2 by 2" },
        { "dagrs:\n    a:\n        name: A\n        cmd: x\n    b:\n        name: B\n       cmd: y\n", "7:8", "one space too few before 'cmd': it is indented by 7, and 'name' in line 6 by 8" },
        { "dagrs:\n  a: { name: A, cmd: x }\n  b: { name: B, after: [ a }\n", "3:24", "'[' is not closed; its ']' is missing" },
        { "dagrs:\n  a:\n    name: A\n    retry:\n      max: 3\n     delay: 5s\n    cmd: x\n", "6:6", "one space too few before 'delay': it is indented by 5, and 'max' in line 5 by 6" },
        { "dagrs:\n  a:\n    name: A\n    env:\n      X: 1\n      Y 2\n      Z: 3\n    cmd: x\n", "6:8", "a colon is missing after 'Y'" },
        { "dagrs:\n  a:\n    name: A\n    cmd: \"echo a\n  b\"\n", "4:10", "the lines of a quoted string must be indented more than its key" },
        { "env: { A: \"b }\ndagrs:\n  a:\n    name: A\n    cmd: x\n", "1:11", "this string is not closed; its final double quote is missing" },
        { "dagrs:\n  a:\n    name: Bob's task\n    cmd: 'echo it's done'\n", "4:19", "a string that begins with a single quote ends at the next one; use other quotes around the whole string, or write '' for one inside it" },
        { "endpoints: single\ndagrs:\n  a:\n    name: A\n    cmd: [ \"ls\" \"-l\" ]\n", "5:17", "a comma is missing before this, or a string with ': ' in it is not quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: x\n    after:\n    -b\n", "6:5", "a space is missing after '-'" },
        { "dagrs:\n  a:\n    name: A\n    after:\n    -b\n    cmd: x\n", "5:5", "a space is missing after '-'" },
        { "dagrs:\n  a:\n    name: A\n    after: [b ,, c]\n    cmd: x\n", "4:16", "a value is missing before this comma; remove the comma, or quote the string" },
        { "dagrs:\n  a:\n    name: A\n    after: [, b]\n    cmd: x\n", "4:13", "a value is missing before this comma; remove the comma, or quote the string" },
        { "dagrs:\n  a: { name: A, , cmd: x }\n", "2:17", "a value is missing before this comma; remove the comma, or quote the string" },
        { "dagrs:\n  a:\n    name: A\n    cmd: ? x\n", "4:10", "a string that begins with '?' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: ?\n", "4:10", "a string that begins with '?' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: : x\n", "4:10", "a string that begins with ':' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: \"a\": b\n", "4:13", "a second ': ' on one line; quote a string that contains ': ', or put the second key on a line of its own" },
        { "dagrs:\n  a:\n    name: A\n    cmd: !<x y\n", "4:10", "a string that begins with '!' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: !x!y z\n", "4:10", "a string that begins with '!' must be quoted" },
        { "dagrs:\n  a:\n    name: A\n    cmd: [ x, y ]#c\n", "4:18", "a space is missing before '#'" },
        { "dagrs:\n  a:\n    name: A\n    cmd: [ x,#c\n      y ]\n", "4:14", "a space is missing before '#'" },
        { "dagrs:\n  a:\n    name: A\n    cmd: \"x\"#c\n", "4:13", "a space is missing before '#'" },
        { "dagrs:\n  a:\n    name: A\n    cmd: x\n... end\n", "5:1", "nothing can follow '...' on the same line" },
        { "dagrs:\n  a:\n    name: &a &b A\n    cmd: x\n", "3:14", "a value can have one anchor, before it: '&name value'" },
        { "dagrs: ]\n", "1:8", "']' closes nothing; remove it, or quote the string" },
    };

    // In the middle of a file a directive is another slip.
    [Theory]
    [InlineData("%YAML 9\ndagrs:\n  a:\n    name: A\n    cmd: x\n", "1:1")]
    [InlineData("dagrs:\n  a:\n    name: A\n    cmd: x\n...\n%YAML\n", "6:1")]
    public void A_directive_that_is_none_is_told_as_such(string text, string place) =>
        Assert.Equal($"{place} not valid YAML: a line that begins with '%' or '---' is a directive that YAML does not understand; remove it", TaskFile.Line(Assert.Single(TaskFile.Problems(text), problem => problem.Code == ProblemCode.Syntax)));

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_told_where_it_is_in_the_words_of_people(string text, string place, string words)
    {
        var problem = Assert.Single(TaskFile.Problems(text), problem => problem.Code == ProblemCode.Syntax);

        Assert.Equal($"{place} not valid YAML: {words}", TaskFile.Line(problem));
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void It_is_told_in_the_same_way_in_the_middle_of_a_large_file(string text, string place, string words)
    {
        const int Before = 3000;
        var lines = string.Concat(Enumerable.Range(0, Before / 3).Select(i => $"x-{i}:\n  text: |\n    it's {i}\n"));

        var problem = Assert.Single(TaskFile.Problems(lines + text), problem => problem.Code == ProblemCode.Syntax);

        var line = int.Parse(place.Split(':')[0]) + Before;
        var shifted = LineNumber().Replace(words, number => $"line {int.Parse(number.Groups[1].Value) + Before}");
        Assert.Equal($"{line}:{place.Split(':')[1]} not valid YAML: {shifted}", TaskFile.Line(problem));
    }

    [GeneratedRegex(@"\bline (\d+)")]
    private static partial Regex LineNumber();
}
