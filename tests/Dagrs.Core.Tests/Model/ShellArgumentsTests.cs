using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

public class ShellArgumentsTests
{
    [Theory]
    [InlineData("echo $1")]
    [InlineData("echo \"$9\"")]
    [InlineData("echo \"$@\"")]
    [InlineData("echo $*")]
    [InlineData("echo $#")]
    [InlineData("echo $10")]
    [InlineData("echo ${1}")]
    [InlineData("echo ${1:-none}")]
    [InlineData("echo ${#}")]
    [InlineData("echo ${@}")]
    [InlineData("echo ${!n}")]
    [InlineData("echo ${x:-$1}")]
    [InlineData("echo $(( $1 + 1 ))")]
    [InlineData("echo '$2' \"$1\"")]
    [InlineData("echo \"it's $1\"")]
    [InlineData("echo it\\'s $1 isn\\'t")]
    [InlineData("echo \\\\$1")]
    [InlineData("# it's a comment\necho $1")]
    [InlineData("echo a#b $1")]
    [InlineData("f() { echo hi; }; f $1")]
    public void A_text_that_names_an_argument_uses_it(string script)
    {
        Assert.True(ShellArguments.AreUsedBy(script));
    }

    [Theory]
    [InlineData("eval 'echo $1'")]
    [InlineData("cd x && eval 'echo $1'")]
    [InlineData("cd x && \\\neval 'echo $1'")]
    [InlineData(". ./lib.sh")]
    [InlineData(".\t./lib.sh")]
    [InlineData("source lib.sh")]
    [InlineData("shift")]
    [InlineData("shift; make")]
    [InlineData("(shift)")]
    [InlineData("shift&&make")]
    [InlineData("while getopts ab x; do :; done")]
    [InlineData("for x; do echo \"$x\"; done")]
    [InlineData("for x do echo \"$x\"; done")]
    [InlineData("for x\ndo echo \"$x\"; done")]
    [InlineData("for inner; do echo \"$inner\"; done")]
    [InlineData("trap 'echo $1' EXIT")]
    [InlineData("x=\"$(eval 'echo $1')\"")]
    public void A_text_whose_words_read_arguments_without_naming_them_uses_them(string script)
    {
        Assert.True(ShellArguments.AreUsedBy(script));
    }

    [Theory]
    [InlineData("cat <<EOF\nit's $1\nEOF")]
    [InlineData("cat <<EOF\n# it's '$1'\nEOF")]
    [InlineData("echo \"$(echo \"x' $1 'y\")\"")]
    [InlineData("echo \"${x:-\"it's $1 isn't\"}\"")]
    [InlineData("echo ${x:-a #$1}")]
    [InlineData("echo `echo \\$1`")]
    [InlineData("echo `echo \"it's\" '$1'`")]
    [InlineData("echo $'it\\'s' $1 $'isn\\'t'")]
    [InlineData("echo $'it\\'s' \"$1\" 'x'")]
    [InlineData("echo $(true)#$1")]
    [InlineData("echo !#$1")]
    [InlineData("echo \\ #$1")]
    [InlineData("echo \"a\"#$1")]
    public void Where_quotes_and_comments_have_other_rules_the_answer_is_yes(string script)
    {
        Assert.True(ShellArguments.AreUsedBy(script));
    }

    [Theory]
    [InlineData("")]
    [InlineData("make all")]
    [InlineData("echo '$1'")]
    [InlineData("awk '{ print $1 }' file")]
    [InlineData("cat ${file} | awk '{ print $1 }'")]
    [InlineData("x=$(awk '{ print $1 }' file)")]
    [InlineData("x=\"${dir}/bin\"; awk '{ print $1 }'")]
    [InlineData("echo \\$1")]
    [InlineData("echo \"\\$1\"")]
    [InlineData("echo $HOME $? $$ $! $- $0 $_x")]
    [InlineData("echo 5$")]
    [InlineData("make # $1")]
    [InlineData("# $1\nmake;# $1\nmake &# $1")]
    [InlineData("echo 'unfinished $1")]
    [InlineData("for x in a b; do echo \"$x\"; done")]
    [InlineData("for x\n  in a b; do echo \"$x\"; done")]
    [InlineData("evaluate; shifty; ./x; ../y; format x; resource x")]
    [InlineData("echo \"waiting for x\"")]
    [InlineData("docker build .")]
    [InlineData("./run.sh")]
    public void A_text_that_cannot_see_arguments_is_not_handed_any(string script)
    {
        Assert.False(ShellArguments.AreUsedBy(script));
    }

    [Fact]
    public void A_shell_command_knows_whether_it_uses_them()
    {
        Assert.True(new Command.Shell("echo $1").UsesArguments);
        Assert.False(new Command.Shell("echo 1").UsesArguments);
    }

    [Theory]
    [InlineData("'")]
    [InlineData("\\")]
    [InlineData("$")]
    [InlineData("${")]
    [InlineData("\"")]
    [InlineData("#")]
    [InlineData("for ")]
    [InlineData("$(")]
    public void However_long_or_broken_a_text_is_it_is_read_once(string piece)
    {
        // Reading it once for each piece would take hours.
        ShellArguments.AreUsedBy(string.Concat(Enumerable.Repeat(piece, 1_000_000)));

        Assert.True(ShellArguments.AreUsedBy(string.Concat(Enumerable.Repeat(piece + "\n", 1000)) + "'\"\n'\"\n$1 \"$1\" '\n$1"));
    }
}
