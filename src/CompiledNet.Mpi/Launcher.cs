using System.Globalization;

namespace CompiledNet.Mpi;

/// <summary>What started this process, as the environment tells.</summary>
/// <param name="Name">In words.</param>
/// <param name="Size">How many processes it started; null where it does not say.</param>
/// <param name="IsOpenMpi">Whether it is Open MPI's; null where it serves either library.</param>
internal sealed record Launcher(string Name, int? Size, bool? IsOpenMpi)
{
    /// <summary>The launcher; null where the process was started as any program is.</summary>
    public static Launcher? Find() =>
        Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_SIZE") is string openMpi ? new("Open MPI's mpirun (OMPI_COMM_WORLD_SIZE)", Number(openMpi), true)
        : Environment.GetEnvironmentVariable("PMI_SIZE") is string pmi ? new("MPICH's mpirun or a scheduler (PMI_SIZE)", Number(pmi), IsSlurm ? null : false)
        : Environment.GetEnvironmentVariable("PMIX_RANK") is not null ? new("a scheduler (PMIX_RANK)", SlurmTasks, null)
        : Environment.GetEnvironmentVariable("PMI_RANK") is not null ? new("a scheduler (PMI_RANK)", SlurmTasks, null)
        : null;

    private static bool IsSlurm => Environment.GetEnvironmentVariable("SLURM_PROCID") is not null;

    private static int? SlurmTasks => Environment.GetEnvironmentVariable("SLURM_STEP_NUM_TASKS") is string tasks ? Number(tasks) : null;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
