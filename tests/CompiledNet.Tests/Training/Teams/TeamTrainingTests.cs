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

    [Fact]
    public void Shards_learn_what_a_whole_batch_does()
    {
        PointsNet whole = new(3);
        PointsNet shards = new(3);
        DataSet<float> data = TrainingData.Points(100);
        TrainingHistory one = Trainer.Fit(whole, data, new TrainingOptions { Epochs = 5, BatchSize = 25 });
        TrainingHistory other = Trainer.Fit(shards, data, new TrainingOptions { Epochs = 5, BatchSize = 25, Team = TrainingTeam.Alone });
        for (int i = 0; i < whole.Parameters.Length; i++)
        {
            Assert.Equal(whole.Parameters[i], shards.Parameters[i], 1e-4);
        }

        Assert.All(one.Series("loss").Zip(other.Series("loss")), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
        Assert.All(one.Series("accuracy").Zip(other.Series("accuracy")), pair => Assert.Equal(pair.First, pair.Second, 0.011));
    }
}
