using System.Runtime.Versioning;
using Dagrs.Core.Definition;

namespace Dagrs.Core.Tests.Yaml;

public sealed class WorkflowFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dagrs-file-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("missing.yaml")]
    [InlineData("no/such/folder/flow.yaml")]
    [InlineData("")]
    [InlineData("nul\0inside.yaml")]
    public void A_path_that_does_not_exist_is_told_so(string path)
    {
        var refused = Refused(path.Length == 0 ? "" : Path.Combine(_folder, path), "shown.yaml");

        Assert.Equal(ProblemCode.FileNotFound, Assert.Single(refused.Problems).Code);
        Assert.Equal("shown.yaml: error: no such file [DAG001]", refused.Message);
    }

    [Fact]
    public void A_folder_is_told_apart()
    {
        var refused = Refused(_folder, "here");

        Assert.Equal(ProblemCode.FileUnreadable, Assert.Single(refused.Problems).Code);
        Assert.Equal("here: error: is a folder, not a file [DAG002]", refused.Message);
    }

    [FactUnlessRoot]
    [UnsupportedOSPlatform("windows")]
    public void A_file_without_permission_is_told_apart()
    {
        var path = Path.Combine(_folder, "secret.yaml");
        File.WriteAllText(path, "dagrs: {}");
        File.SetUnixFileMode(path, UnixFileMode.None);

        Assert.Equal("secret.yaml: error: no permission to read the file [DAG002]", Refused(path, "secret.yaml").Message);
    }

    [Fact]
    public void Without_another_name_the_path_itself_is_shown()
    {
        var path = Path.Combine(_folder, "missing.yaml");

        Assert.Equal($"{path}: error: no such file [DAG001]", Refused(path, null).Message);
    }

    [LongFact]
    public void A_stream_without_end_is_refused_at_the_limit()
    {
        var refused = Assert.Throws<InvalidFileException>(() => WorkflowFile.Read(new EndlessStream(), "-"));

        Assert.Equal("-: error: is larger than 256 MiB [DAG004]", refused.Message);
    }

    [Fact]
    public void A_stream_that_gives_little_at_a_time_is_read_whole()
    {
        var definition = WorkflowFile.Read(new EndlessStream("dagrs: {a: {name: A, cmd: x}}"u8.ToArray()), "-");

        Assert.Empty(definition.Problems);
        Assert.Equal("a", Assert.Single(definition.Tasks).Id.Value);
    }

    private static InvalidFileException Refused(string path, string? shownAs) =>
        Assert.Throws<InvalidFileException>(() => WorkflowFile.Read(path, shownAs));

    /// <summary>Gives blanks for ever, or the given bytes one by one.</summary>
    private sealed class EndlessStream(byte[]? content = null) : Stream
    {
        private int _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (content is null)
            {
                buffer.AsSpan(offset, count).Fill((byte)' ');
                return count;
            }

            if (_at == content.Length)
            {
                return 0;
            }

            buffer[offset] = content[_at++];
            return 1;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    /// <summary>Permissions do not bind root, so there is nothing to see.</summary>
    private sealed class FactUnlessRootAttribute : FactAttribute
    {
        public FactUnlessRootAttribute()
        {
            if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            {
                Skip = "permissions do not bind this user";
            }
        }
    }
}
