namespace Dagrs.Cli.Commands;

/// <summary>The file that <c>dagrs init</c> writes. Its commands work in any POSIX shell, so that it runs everywhere.</summary>
internal static class StarterFile
{
    public const string Text = """
        # Tasks, and what each comes after.
        #
        #   dagrs            run them all, as many at once as the graph allows
        #   dagrs report     run one, with all that it needs
        #   dagrs list       what there is
        #   dagrs check      what is wrong with this file
        #
        # All keys: docs/format.md of Dagrs. For an editor that completes and checks them while you type:
        # `dagrs schema > dagrs.schema.json`, and as the first line of this file
        #
        #     # yaml-language-server: $schema=dagrs.schema.json

        dagrs:
          # The id of a task is its key: other tasks and the command line call it so. The name is for people.
          hello:
            name: "Say hello"
            desc: What a task prints is its output; tasks that come after it can use it.
            cmd: echo "hello"

          # Comes after nothing, so it runs at the same time as 'hello'.
          count:
            name: "Count the files here"
            cmd: ls | wc -l | tr -d ' '

          # Starts when both are done. $1 is what the first in 'after' has printed, $2 what the second has.
          report:
            name: "Report"
            after: [ hello, count ]
            timeout: 1m
            cmd: |
              echo "$1"
              echo "there are $2 files and folders here"

          # No 'cmd': a group, a name for several tasks.
          all:
            name: "Everything"
            after: [ report ]

        """;
}
