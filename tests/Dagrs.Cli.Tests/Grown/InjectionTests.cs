using System.Text;
using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests.Grown;

/// <summary>Whatever a value holds, commands get it as it is and nothing of it is run, in a shell, in a list and in Python, from wherever it comes.</summary>
public sealed class InjectionTests
{
    private const int Patience = 240_000; // ms

    private static readonly string[] Pieces =
    [
        "'", "\"", "`touch pwned`", "$(touch pwned)", "${HOME}", "$0", "\n", "${{ os }}", "${{ params.value }}", "}}", "-rf", "--", ";touch pwned;", "|touch pwned", "&& touch pwned", "\\", "\\n", "*", "?",
        "[a]", "{a,b}", "~", "!", "#", "%s", "\t", " ", "=", ",", "<(x)", ">pwned", "ä€😀", "\r", "%PATH%", "$((1+1))", "\u0001", "\u001b[31m", "EOF", "::error::", "null",
    ];

    private const string Value = "${{ matrix.value }}";

    private const string SecondResult = "${{ tasks.give.results.r2 }}";

    private static List<string> Hostile { get; } = Values();

    [Fact]
    public void There_are_two_hundred_values() => Assert.True(Hostile.Count >= 200);

    [LongTheory(Timeout = Patience)]
    [InlineData("sh", "printf '%s\\0' \"$value\" >> \"$OUT\"")]
    [InlineData("bash", "printf '%s\\0' \"$value\" >> \"$OUT\"")]
    public async Task Matrix_values_reach_commands_as_they_are(string shell, string script)
    {
        if (!Paths.Has(shell))
        {
            return;
        }

        using var folder = new TempFolder();
        await Run(folder, $$"""
            dagrs:
              a:
                name: A
                shell: {{shell}}
                env: { OUT: out }
                matrix: { value: [ {{string.Join(", ", Hostile.Select(Yaml))}} ] }
                cmd: {{Yaml(script)}}
            """, "-j", "1");

        Assert.Equal(Hostile.Order(StringComparer.Ordinal), Taken(folder, "out").Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = Patience)]
    public async Task Matrix_values_reach_the_words_of_a_list_and_variables_as_they_are()
    {
        using var folder = new TempFolder();
        await Run(folder, $$"""
            dagrs:
              a:
                name: A
                matrix: { value: [ {{string.Join(", ", Hostile.Select(Yaml))}} ] }
                env: { COPY: "{{Value}}" }
                cmd: [ sh, -c, 'printf "%s\0" "$1" >> words; printf "%s\0" "$COPY" >> copies', sh, "{{Value}}" ]
            """, "-j", "1");

        Assert.Equal(Hostile.Order(StringComparer.Ordinal), Taken(folder, "words").Order(StringComparer.Ordinal));
        Assert.Equal(Hostile.Order(StringComparer.Ordinal), Taken(folder, "copies").Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = Patience)]
    public async Task Parameters_given_by_set_reach_commands_as_they_are()
    {
        using var folder = new TempFolder();
        var file = new StringBuilder("params:\n");
        var texts = new StringBuilder("dagrs:\n  text:\n    name: Text\n    cmd: |\n");
        var words = new StringBuilder();
        foreach (var (index, _) in Hostile.Index())
        {
            file.Append($"  p{index}: {{ required: true }}\n");
            texts.Append($"      printf '%s\\0' \"$p{index}\" >> texts\n");
            words.Append($", \"${{{{ params.p{index} }}}}\"");
        }

        if (Paths.Has("python3"))
        {
            texts.Append("  python:\n    name: Python\n    shell: python\n    cmd: |\n      import os\n      for name in [").AppendJoin(", ", Hostile.Select((_, index) => $"'p{index}'"))
                .Append("]:\n          open('python', 'ab').write(os.environb[name.encode()] + bytes(1))\n");
        }

        file.Append(texts).Append("  words:\n    name: Words\n    cmd: [ sh, -c, 'printf \"%s\\0\" \"$@\" > words', sh").Append(words).Append(" ]\n");
        await Run(folder, file.ToString(), [.. Hostile.SelectMany((value, index) => new[] { "--set", $"p{index}={value}" })]);

        Assert.Equal(Hostile, Taken(folder, "texts"));
        Assert.Equal(Hostile, Taken(folder, "words"));
        Assert.Equal(Paths.Has("python3") ? Hostile : [], folder.Has("python") ? Taken(folder, "python") : []);
    }

    [LongFact(Timeout = Patience)]
    public async Task Results_reach_variables_and_words_as_they_are()
    {
        using var folder = new TempFolder();
        var values = Hostile.Where(value => !value.Contains('\r', StringComparison.Ordinal)).ToList(); // of a result it is a line end
        folder.Write("results", string.Concat(values.Select((value, index) => $"r{index}<<END-OF-IT\n{value}\nEND-OF-IT\n")));
        var names = Enumerable.Range(0, values.Count).Select(index => $"r{index}").ToList();
        await Run(folder, $$"""
            dagrs:
              give: { name: Give, results: [ {{string.Join(", ", names)}} ], cmd: cat results > "$DAGRS_RESULTS" }
              words: { name: Words, after: give, cmd: [ sh, -c, 'printf "%s\0" "$@" > words', sh{{string.Concat(names.Select(name => $", \"${{{{ tasks.give.results.{name} }}}}\""))}} ] }
              variable: { name: Variable, after: give, env: { V: "{{SecondResult}}" }, cmd: printf '%s\0' "$V" > variable }
            """);

        Assert.Equal(values, Taken(folder, "words"));
        Assert.Equal([values[2]], Taken(folder, "variable"));
    }

    [LongFact(Timeout = Patience)]
    public async Task What_follows_two_dashes_reaches_sh_and_a_list_as_it_is()
    {
        using var folder = new TempFolder();
        await Run(folder, """
            dagrs:
              sh: { name: Sh, cmd: 'eval "set -- $DAGRS_ARGS"; printf "%s\0" "$@" > texts' }
              words: { name: Words, cmd: [ sh, -c, 'printf "%s\0" "$@" > words', sh, "${{ args }}" ] }
            """, ["sh", "words", "--", .. Hostile]);

        Assert.Equal(Hostile, Taken(folder, "texts"));
        Assert.Equal(Hostile, Taken(folder, "words"));
    }

    [LongFact(Timeout = Patience)]
    public async Task An_expression_in_a_text_that_an_interpreter_reads_is_an_error_with_its_mend()
    {
        await DagrsTest.Of("""
            params: { v: x }
            dagrs:
              sh: { name: Sh, cmd: 'echo ${{ params.v }}' }
              list: { name: List, cmd: [ bash, -c, "echo ${{ params.v }}" ] }
            """, "check").ExitsWith(3).PrintsNothing().ComplainsOf("""write "$v" """.TrimEnd()).ComplainsOf("dagrs.yaml:4:").RunAsync();
    }

    private static async Task Run(TempFolder folder, string yaml, params string[] arguments)
    {
        await DagrsTest.Of(yaml, ["-q", .. arguments]).In(folder).RunAsync();
        Assert.False(folder.Has("pwned"));
    }

    private static string[] Taken(TempFolder folder, string name) => [.. folder.Read(name).Split('\0')[..^1]];

    // In double quotes, as JSON writes it, but that an expression in a value of the file would be one: there its beginning is written as an expression.
    private static string Yaml(string value) => "\"" + string.Concat(value.Replace("${{", "${{ '${{' }}", StringComparison.Ordinal).EnumerateRunes().Select(rune => rune.Value switch
    {
        '"' or '\\' => "\\" + rune,
        < 32 => $"\\x{rune.Value:x2}",
        _ => rune.ToString(),
    })) + "\"";

    private static List<string> Values()
    {
        var random = new Random(20251126);
        var values = new List<string>(Pieces);
        while (values.Count < 210)
        {
            var value = string.Concat(Enumerable.Range(0, random.Next(2, 6)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (!values.Contains(value))
            {
                values.Add(value);
            }
        }

        return values;
    }
}
