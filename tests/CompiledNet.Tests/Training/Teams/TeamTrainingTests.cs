using System.Globalization;
using System.Runtime.InteropServices;

namespace CompiledNet.Tests.Training.Teams;

/// <summary>A team trains to the same bits whatever its size.</summary>
public sealed class TeamTrainingTests
{
    private const int Shards = 8;

    public static TheoryData<string> Names => [.. TeamCase.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_bits_are_the_same_with_any_number_of_processes(string name)
    {
        TeamOutcome alone = TeamCase.All[name](TrainingTeam.Alone, Shards);
        foreach (int size in (int[])[2, 3, 4, 5, 8])
        {
            Assert.All(LocalTeam.Run(size, team => TeamCase.All[name](team, Shards)), member => Assert.Equal(alone, member));
        }
    }

    [Theory]
    [InlineData(5, 2)]
    [InlineData(6, 4)]
    [InlineData(12, 5)]
    public void So_are_they_with_another_number_of_shards(int shards, int size)
    {
        TeamOutcome alone = TeamCase.All["dense"](TrainingTeam.Alone, shards);
        Assert.All(LocalTeam.Run(size, team => TeamCase.All["dense"](team, shards)), member => Assert.Equal(alone, member));
        Assert.NotEqual(alone, TeamCase.All["dense"](TrainingTeam.Alone, Shards));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_shard_gives_the_parameters_of_a_training_without_a_team(string name) =>
        Assert.Equal(TeamCase.All[name](null, Shards).Parameters, TeamCase.All[name](TrainingTeam.Alone, 1).Parameters);

    // What is the same in all processes, and wrong in all, shows only here.
    [Theory]
    [InlineData("dense")]
    [InlineData("weights, clipping, decay, a schedule")]
    [InlineData("regression in double precision")]
    [InlineData("recordings")]
    [InlineData("recordings that carry their state")]
    public void Shards_learn_what_a_whole_batch_does(string name)
    {
        TeamOutcome whole = TeamCase.All[name](null, Shards);
        TeamOutcome shards = TeamCase.All[name](TrainingTeam.Alone, Shards);
        bool isDouble = name.Contains("double", StringComparison.Ordinal);
        Assert.All(NumbersOf(whole, isDouble).Zip(NumbersOf(shards, isDouble)), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        Assert.All(
            whole.History.Split('\n', ',').Zip(shards.History.Split('\n', ',')),
            pair =>
            {
                if (double.TryParse(pair.First, CultureInfo.InvariantCulture, out double number))
                {
                    Assert.Equal(number, double.Parse(pair.Second, CultureInfo.InvariantCulture), 1e-4);
                }
                else
                {
                    Assert.Equal(pair.First, pair.Second);
                }
            });
    }

    private static double[] NumbersOf(TeamOutcome outcome, bool isDouble)
    {
        byte[] bytes = Convert.FromHexString(outcome.Parameters);
        return isDouble ? MemoryMarshal.Cast<byte, double>(bytes).ToArray() : [.. MemoryMarshal.Cast<byte, float>(bytes).ToArray().Select(number => (double)number)];
    }
}
