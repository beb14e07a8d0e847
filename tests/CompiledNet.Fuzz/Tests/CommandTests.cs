using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>A command that is not understood runs nothing.</summary>
public sealed class CommandTests
{
    [Theory]
    [InlineData]
    [InlineData("nets", "3")]
    [InlineData("networks")]
    [InlineData("networks", "many")]
    [InlineData("networks", "-1")]
    [InlineData("networks", "3", "4")]
    [InlineData("networks", "3", "--sed", "1")]
    [InlineData("networks", "3", "--seed", "1.5")]
    [InlineData("networks", "3", "--start", "-1")]
    [InlineData("show", "1", "--minutes", "2")]
    [InlineData("width", "0")]
    [InlineData("accuracy", "expp")]
    [InlineData("accuracy", "exp", "--step", "0")]
    public void One_that_is_not_understood_ends_with_2(params string[] args) => Assert.Equal(2, Program.Main(args));

    [Fact]
    public void One_that_is_understood_ends_with_0() => Assert.Equal(0, Program.Main(["show", "1", "--seed", "2"]));
}
