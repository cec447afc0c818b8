using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>How what services write is shown beside what tasks write.</summary>
public sealed class ServiceOutputTests
{
    private const string Yaml = """
        dagrs:
          srv: { name: Server, service: true, cmd: "echo up; exec sleep 100", ready: { log: up } }
          a: { name: A, after: srv, cmd: "echo a1; until test -e b; do sleep 0.02; done; echo a2" }
          b: { name: B, after: srv, cmd: "echo b1; touch b" }
        """;

    [Fact]
    public Task With_keep_order_nobody_waits_for_the_end_of_a_service() =>
        DagrsTest.Of(Yaml, "-o", "keep-order", "--log-level", "off").PrintsSomewhere("[srv] up\n[a] a1\n[a] a2\n[b] b1\n3 tasks: 3 succeeded in ").RunAsync();
}
