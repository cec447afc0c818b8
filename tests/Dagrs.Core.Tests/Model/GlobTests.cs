using Dagrs.Core.Model;

namespace Dagrs.Core.Tests.Model;

/// <summary>Patterns for names.</summary>
public sealed class GlobTests
{
    [Theory]
    [InlineData("*", "")]
    [InlineData("*", "anything at all\n")]
    [InlineData("test-*", "test-")]
    [InlineData("test-*", "test-unit")]
    [InlineData("*-x64", "linux-x64")]
    [InlineData("a*b*c", "aXbXbXc")]
    [InlineData("**", "x")]
    [InlineData("?", "x")]
    [InlineData("?", "🚀")]
    [InlineData("a?c", "a🚀c")]
    [InlineData("*🚀", "x🚀🚀")]
    [InlineData("[abc]x", "bx")]
    [InlineData("[a-c]", "b")]
    [InlineData("[!a-c]", "d")]
    [InlineData("[^a-c]", "d")]
    [InlineData("[-a]", "-")]
    [InlineData("[a-]", "-")]
    [InlineData("[]]", "]")]
    [InlineData("[!]", "!")]
    [InlineData("[", "[")]
    [InlineData("[ab", "[ab")]
    [InlineData("[😀-😎]", "😃")]
    [InlineData(@"\*", "*")]
    [InlineData(@"a\", @"a\")]
    [InlineData("A.b", "A.b")]
    public void A_name_matches(string pattern, string name) => Assert.True(new Glob(pattern).Matches(name));

    [Theory]
    [InlineData("", "x")]
    [InlineData("test-*", "tests")]
    [InlineData("test-*", "my-test-unit")]
    [InlineData("a*b*c", "aXbX")]
    [InlineData("?", "")]
    [InlineData("?", "ab")]
    [InlineData("[abc]x", "dx")]
    [InlineData("[!a-c]", "b")]
    [InlineData("[a-c]", "B")]
    [InlineData("[c-a]", "b")]
    [InlineData("[😀-😎]", "🚀")]
    [InlineData(@"\*", "x")]
    [InlineData("A.b", "Axb")]
    public void A_name_does_not_match(string pattern, string name) => Assert.False(new Glob(pattern).Matches(name));

    [Fact]
    public void Many_stars_take_no_time() =>
        Assert.False(new Glob(string.Concat(Enumerable.Repeat("*a", 500)) + "b").Matches(new string('a', 5000)));
}
