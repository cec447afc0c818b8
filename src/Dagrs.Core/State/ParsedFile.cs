using System.Buffers.Binary;
using Blake3;
using Dagrs.Core.State.Files;

namespace Dagrs.Core.State;

/// <summary>
/// A cache of the parsed task file in the state folder. It is used only for exactly the same text, by the same version of the program, and when its checksum
/// matches. It does not know what was parsed, nor how that is serialised. Not thread-safe.
/// </summary>
/// <param name="path">Where it is.</param>
/// <param name="version">The version of the parser: what another version wrote is not read.</param>
internal sealed class ParsedFile(string path, string version)
{
    private const int HashLength = 32;
    private const int HeadLength = 2 * HashLength; // the checksum of everything after it, then the key of the text

    private byte[]? _key;
    private ReadOnlyMemory<byte>? _new;

    /// <summary>The file in the folder of a state.</summary>
    public static string In(string folder) => Path.Combine(folder, "parsed");

    /// <summary>What was kept for a text; null: nothing usable.</summary>
    public ReadOnlyMemory<byte>? Find(ReadOnlySpan<byte> text)
    {
        _key = KeyOf(text);
        try
        {
            var bytes = RegularFile.ReadAll(path);
            var sum = new byte[HashLength];
            if (bytes.Length < HeadLength || !bytes.AsSpan(HashLength, HashLength).SequenceEqual(_key))
            {
                return null;
            }

            Hasher.Hash(bytes.AsSpan(HashLength), sum);
            return bytes.AsSpan(0, HashLength).SequenceEqual(sum) ? new ReadOnlyMemory<byte>(bytes)[HeadLength..] : default(ReadOnlyMemory<byte>?);
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the result of parsing the text last passed to <see cref="Find"/>, until <see cref="Write"/>.</summary>
    public void Keep(ReadOnlyMemory<byte> parsed) => _new = parsed;

    /// <summary>Writes what is to be kept, if anything. Errors are not reported: the next run parses the file again.</summary>
    public void Write()
    {
        if (_new is not { } parsed || _key is not { } key)
        {
            return;
        }

        _new = null;
        var aside = path + ".aside";
        try
        {
            var sum = new byte[HashLength];
            using (var hasher = Hasher.New())
            {
                hasher.Update(key);
                hasher.Update(parsed.Span);
                hasher.Finalize(sum);
            }

            // Two runs that write at once can at worst corrupt it, which the checksum shows.
            using (var file = StateFolder.Create(aside, FileMode.Create))
            {
                file.Write(sum);
                file.Write(key);
                file.Write(parsed.Span);
            }

            File.Move(aside, path, overwrite: true);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            Delete(aside);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
        }
    }

    private byte[] KeyOf(ReadOnlySpan<byte> text)
    {
        using var hasher = Hasher.New();
        Span<byte> length = stackalloc byte[sizeof(int)];
        var name = System.Text.Encoding.UTF8.GetBytes(version);
        BinaryPrimitives.WriteInt32LittleEndian(length, name.Length);
        hasher.Update(length);
        hasher.Update(name);
        hasher.Update(text);
        var key = new byte[HashLength];
        hasher.Finalize(key);
        return key;
    }
}
