namespace Dagrs.Cli.Commands;

/// <summary>The file that <c>dagrs init</c> writes. Its commands work in any POSIX shell, so that it runs everywhere.</summary>
internal static class StarterFile
{
    public const string Text = """
        # Tasks and their dependencies.
        #
        #   dagrs            run them all, as many at once as the graph allows
        #   dagrs summary    run one task and everything it needs
        #   dagrs list       list the tasks
        #   dagrs check      find mistakes in this file
        #
        # All keys: docs/format.md of Dagrs. To have your editor complete and check them, run
        # `dagrs schema > dagrs.schema.json` and put this line first in the file:
        #
        #     # yaml-language-server: $schema=dagrs.schema.json

        dagrs:
          # The key is the id of the task: 'after' and the command line use it. The name is for people.
          hello:
            name: "Say hello"
            desc: What a task prints is its output; its dependents can use it.
            cmd: echo "hello"

          # Has no dependencies, so it runs at the same time as 'hello'.
          count:
            name: "Count the files here"
            cmd: ls | wc -l | tr -d ' '

          # Starts when both have succeeded. $1 is the output of the first task in 'after', $2 of the second.
          summary:
            name: "Summary"
            after: [ hello, count ]
            timeout: 1m
            cmd: |
              echo "$1"
              echo "there are $2 files and folders here"

          # No 'cmd': a group, a name for several tasks.
          all:
            name: "Everything"
            after: [ summary ]

        """;
}
