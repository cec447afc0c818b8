using Dagrs.Cli.Tests.Support;

namespace Dagrs.Cli.Tests;

/// <summary>
/// Tests of a program against a database and a server of their own, from nothing to nothing: with stubs, which tell what happens when, and with PostgreSQL itself, whose
/// data must be right after every end.
/// </summary>
public sealed class DatabaseTests : IDisposable
{

    private const int Patience = 240_000; // ms

    private const string Yaml =
        """
        params: { port: { default: "DBPORT" } }
        default: it
        defaults: { dir: ., timeout: 10m }
        dagrs:
          init: { name: Init, outputs: [], cmd: "rm -rf data; initdb -D data -U app > init.log" }
          db:
            name: Database
            service: true
            after: init
            cmd: [ postgres, -D, data, -p, "${{ params.port }}", -k, "" ]
            ready: { cmd: 'pg_isready -q -h localhost -p "$port"', timeout: 60s }
            stop: INT
          migrate: { name: Migrate, after: db, outputs: [], cmd: ./migrate.sh "$port" }
          api:
            name: Server
            service: true
            after: migrate
            cmd: exec ./api APIPORT
            ready: { http: "http://localhost:APIPORT/health", timeout: 60s }
          it:
            name: Test
            matrix: { suite: [ one, two, three ] }
            after: api
            inputs: [ "src/**" ]
            retry: 1
            cmd: ./it.sh "$suite" "$port"
          dump: { name: Dump, when: failure, after: [ it, db ], cmd: 'pg_dump -h localhost -p "$port" -U app postgres > dump.sql' }
          wipe: { name: Wipe, when: always, after: dump, cmd: "echo wipe >> story; test ! -e data/postmaster.pid; rm -rf data" }
        """;

    private readonly Marker _marker = new();
    private readonly TempFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private readonly int _other = FreePort.Next();
    private string _path = "";
    private string _rest = "";

    public DatabaseTests()
    {
        _folder.Write("src/main.c", "int main;\n");
        _folder.WriteProgram("api", $"{Paths.TestProgram} serve 127.0.0.1 $1 200 &\nserver=$!\ntrap 'kill $server; echo api down >> story; exit 0' TERM\necho api up >> story\nwait $server\n");
    }

    public void Dispose()
    {
        _marker.Dispose();
        _folder.Dispose();
    }

    [LongFact(Timeout = Patience)]
    public async Task With_stubs_the_second_run_has_nothing_to_test_and_starts_no_server()
    {
        Stubs();
        await Run().PrintsSomewhere("9 tasks: 8 succeeded, 1 skipped").RunAsync();
        Assert.Equal("init\ndb up\nmigrate\napi up\nit\nit\nit\napi down\ndb down\nwipe\n", Story());

        await Run().PrintsSomewhere("9 tasks: 4 succeeded, 3 up-to-date, 2 skipped").RunAsync();
        Assert.Equal("init\ndb up\nmigrate\ndb down\nwipe\n", Story());

        _folder.Write("src/main.c", "int other;\n");
        await Run("-j", "1").PrintsSomewhere("9 tasks: 8 succeeded, 1 skipped").RunAsync();
        Assert.Equal("init\ndb up\nmigrate\napi up\nit\nit\nit\napi down\ndb down\nwipe\n", Story());
        _marker.AssertNoneAlive();
    }

    [LongFact(Timeout = Patience)]
    public async Task With_stubs_a_failing_test_is_dumped_while_the_database_lives_and_wiped_when_it_does_not()
    {
        Stubs();
        _folder.Write("broken", "");
        await Run("-k").ExitsWith(1).PrintsSomewhere("9 tasks: 6 succeeded, 3 failed").RunAsync();

        Assert.Equal("init\ndb up\nmigrate\napi up\nit\nit\nit\nit\nit\nit\n", Story(until: "it\n"));
        Assert.Equal("dump\ndb down\nwipe\n", _rest.Replace("api down\n", "", StringComparison.Ordinal)); // it may go at any time from the last test on
        _marker.AssertNoneAlive();
    }

    [LongTheoryNeeding(Needs.Postgres, Timeout = Patience)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_PostgreSQL_it_is_the_same(bool isBroken)
    {
        UsePostgres();
        if (isBroken)
        {
            _folder.Write("broken", "");
        }

        await Run("-k").ExitsWith(isBroken ? 1 : 0).PrintsSomewhere(isBroken ? "9 tasks: 6 succeeded, 3 failed" : "9 tasks: 8 succeeded, 1 skipped").RunAsync();
        Assert.Equal(isBroken, _folder.Has("dump.sql"));
        if (isBroken)
        {
            Assert.Contains("CREATE TABLE public.orders", _folder.Read("dump.sql"), StringComparison.Ordinal);
        }
        else
        {
            await Run("-k").PrintsSomewhere("9 tasks: 4 succeeded, 3 up-to-date, 2 skipped").RunAsync();
        }

        Assert.False(Directory.Exists(_folder["data"]));
        _marker.AssertNoneAlive();
    }

    [LongTheoryNeeding(Needs.Postgres, Timeout = Patience)]
    [InlineData("INT")]
    [InlineData("TERM")]
    [InlineData("KILL")]
    [InlineData("time")]
    [InlineData("failure")]
    public async Task No_end_leaves_PostgreSQL_or_damages_its_data(string end)
    {
        UsePostgres();
        const string file =
            """
            params: { port: { default: "DBPORT" } }
            env: { PGHOST: 127.0.0.1, PGPORT: "${{ params.port }}", PGUSER: app, PGDATABASE: postgres }
            dagrs:
              init: { name: Init, cmd: "test -d data || initdb -D data -U app > init.log" }
              db: { name: DB, service: true, after: init, cmd: [ postgres, -D, data, -p, "${{ params.port }}", -k, "" ], ready: { cmd: pg_isready -q, timeout: 60s }, stop: INT }
              fill: { name: Fill, after: db, cmd: "psql -q -c 'create table if not exists rows (n int)' && psql -q -c 'insert into rows select generate_series(1, 1000)' && echo filled" }
              work: { name: Work, after: fill, cmd: "for n in $(seq 100000); do psql -q -c 'insert into rows select generate_series(1, 1000)'; echo working; done; exit 1" }
              count: { name: Count, after: db, cmd: "psql -tA -c 'select count(*) % 1000, count(*) >= 1000 from rows'" }
            """;
        var work = end == "failure" ? file.Replace("seq 100000", "seq 5", StringComparison.Ordinal) : file;
        await using (var running = RunOf(work, [.. end == "time" ? new[] { "--timeout", "20s" } : [], "work"]).ExitsWith(end switch { "INT" => 130, "TERM" => 143, "time" => 124, _ => 1 }).Start())
        {
            await running.WaitForAsync("[work] working");
            if (end is "INT" or "TERM" or "KILL")
            {
                await running.SignalAsync(end);
            }

            if (end == "KILL")
            {
                await _marker.WaitForNoneAsync(TimeSpan.FromSeconds(60));
                await WaitUntilForgottenAsync(int.Parse(File.ReadLines(_folder["data/postmaster.pid"]).First()));
            }
            else
            {
                await running.EndAsync();
                _marker.AssertNoneAlive();
                Assert.False(_folder.Has("data/postmaster.pid"));
            }
        }

        await RunOf(file, "count")
            .PrintsSomewhere("[count] 0|t")
            .Expect(ran => Assert.Equal(end != "KILL", ran.Out.Contains("database system was shut down at", StringComparison.Ordinal)))
            .RunAsync();
        _marker.AssertNoneAlive();
    }

    // Its process id stands in the data folder, and PostgreSQL takes one that nobody has asked for its status for a server that runs.
    private static async Task WaitUntilForgottenAsync(int id)
    {
        while (Directory.Exists($"/proc/{id}"))
        {
            await Task.Delay(20);
        }
    }

    // What happened since the last time; up to and with the last of these lines, if they are given, and what is after them is the rest.
    private string Story(string until = "")
    {
        var story = _folder.Read("story");
        File.Delete(_folder["story"]);
        var end = story.LastIndexOf(until, StringComparison.Ordinal) + until.Length;
        _rest = story[end..];
        return story[..end];
    }

    private void UsePostgres()
    {
        _path = Postgres.PathFor(_folder);
        _folder.WriteProgram("migrate.sh", "psql -q -h 127.0.0.1 -p $1 -U app -c 'create table orders (id int)' postgres\n");
        _folder.WriteProgram("it.sh", "psql -q -h 127.0.0.1 -p $2 -U app -c 'insert into orders values (1)' postgres && test ! -e broken\n");
    }

    private void Stubs()
    {
        _folder.WriteProgram("stubs/initdb", "mkdir $2; echo init >> story\n");
        _folder.WriteProgram("stubs/postgres", "trap 'rm data/postmaster.pid; echo db down >> story; exit 0' INT\necho db up >> story; sleep 0.2; touch data/postmaster.pid\nwhile :; do sleep 0.02; done\n");
        _folder.WriteProgram("stubs/pg_isready", "test -e data/postmaster.pid\n");
        _folder.WriteProgram("stubs/pg_dump", "test -e data/postmaster.pid && echo dump >> story\n");
        _folder.WriteProgram("migrate.sh", "test -e data/postmaster.pid && echo migrate >> story\n");
        _folder.WriteProgram("it.sh", "test -e data/postmaster.pid && echo it >> story && test ! -e broken\n");
        _path = _folder["stubs"] + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
    }

    private DagrsTest Run(params string[] arguments) => RunOf(Yaml, arguments);

    private DagrsTest RunOf(string yaml, params string[] arguments) =>
        DagrsTest.Of(yaml.Replace("DBPORT", $"{_port}", StringComparison.Ordinal).Replace("APIPORT", $"{_other}", StringComparison.Ordinal), arguments)
            .In(_folder)
            .Mark(_marker)
            .Environment("PATH", _path);
}
