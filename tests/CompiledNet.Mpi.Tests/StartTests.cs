namespace CompiledNet.Mpi.Tests;

/// <summary>How MPI is found, or not.</summary>
public sealed class StartTests
{
    [Fact]
    public void Without_a_launcher_the_process_is_a_team_of_its_own()
    {
        TrainingTeam team = MpiTeam.Start();
        Assert.Same(TrainingTeam.Alone, team);
        Assert.Same(team, MpiTeam.Start());
        Assert.Equal((0, 1), (team.Rank, team.Size));
        Assert.False(team.TryReceive([], out _, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => team.Send(0, []));
    }

    [Fact]
    public void A_missing_library_is_an_error_that_says_what_to_install()
    {
        Launch launch = Launch.Alone(["bits"], ("OMPI_COMM_WORLD_SIZE", "2"), ("COMPILEDNET_MPI", "libmissing.so.1"));
        Assert.NotEqual(0, launch.ExitCode);
        Assert.Contains("MpiException: This process was started by Open MPI's mpirun", launch.Error, StringComparison.Ordinal);
        Assert.Contains("libmissing.so.1", launch.Error, StringComparison.Ordinal);
        Assert.Contains("apt-get install openmpi-bin", launch.Error, StringComparison.Ordinal);
    }

    [MpiFact(isLong: true)]
    public void A_library_that_is_not_the_launchers_is_an_error()
    {
        // Alone it finds no launcher of its own, and believes that it is one process of one.
        Launch launch = Launch.Alone(["bits"], ("PMI_SIZE", "4"), ("COMPILEDNET_MPI", "libmpi.so.40"));
        Assert.NotEqual(0, launch.ExitCode);
        Assert.Contains("started 4 processes, but libmpi.so.40 knows of 1", launch.Error, StringComparison.Ordinal);
    }
}
