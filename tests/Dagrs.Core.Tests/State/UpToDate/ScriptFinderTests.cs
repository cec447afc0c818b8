using Dagrs.Core.Model;
using Dagrs.Core.State.UpToDate;

namespace Dagrs.Core.Tests.State.UpToDate;

/// <summary>Which words of a command name a script.</summary>
public sealed class ScriptFinderTests
{
    [Theory]
    [InlineData("./build.sh a b/c", "./build.sh")]
    [InlineData("cat src/a.txt > out/b.txt", "")]
    [InlineData("cd x && tools/gen --out=y | sort; bash -e scripts/z.sh q", "tools/gen scripts/z.sh")]
    [InlineData("A=1 exec ./run.sh", "./run.sh")]
    [InlineData("if ! python3 check.py; then ./mend; fi", "check.py ./mend")]
    [InlineData("$TOOL/x.sh; ~/y.sh", "")]
    [InlineData("sh -c 'echo'", "")]
    public void Of_a_text_the_programs_with_a_path_and_what_interpreters_are_given(string text, string named) =>
        Assert.Equal(named, string.Join(' ', ScriptFinder.NamedBy(new Command.Shell(text)).Where(word => word != "echo")));

    [Fact]
    public void Of_a_list_its_program() => Assert.Equal(["./a b"], ScriptFinder.NamedBy(new Command.Program(["./a b", "c/d"])));
}
