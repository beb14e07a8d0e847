using System.Diagnostics;
using System.Globalization;

namespace CompiledNet.Mpi.Tests;

/// <summary>Processes that mpirun starts.</summary>
public sealed class MpiTests
{
    private static readonly Lazy<Launch> s_alone = new(() => Launch.Alone(["bits"]));

    [MpiFact]
    public void Two_processes_give_the_bits_of_one_without_mpirun()
    {
        Launch alone = s_alone.Value;
        Assert.Equal(0, alone.ExitCode);
        Assert.Equal(["dense", "normed", "recurrent"], alone.Lines.Select(line => line.Split(' ')[0]));
        Launch launch = Launch.Of(2, "bits");
        Assert.Equal((0, string.Join('\n', alone.Lines)), (launch.ExitCode, string.Join('\n', launch.Lines)));
    }

    [MpiTheory(isLong: true)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(8)]
    public void So_does_any_other_number(int processes)
    {
        Launch launch = Launch.Of(processes, "bits");
        Assert.Equal((0, string.Join('\n', s_alone.Value.Lines)), (launch.ExitCode, string.Join('\n', launch.Lines)));
    }

    [MpichFact]
    public void So_does_MPICH()
    {
        Launch library = Launch.Of("mpirun.mpich", 2, null, "library");
        Assert.Contains("MPICH", library.Output, StringComparison.Ordinal);
        Assert.Equal(s_alone.Value.Lines, Launch.Of("mpirun.mpich", 3, null, "bits").Lines);
        Assert.Equal(["process 0: caught", "process 1: caught"], Launch.Of("mpirun.mpich", 2, null, "null").Reports);
        Launch exit = Launch.Of("mpirun.mpich", 3, null, "exit", "1");
        Assert.NotEqual(0, exit.ExitCode);
    }

    [MpiFact(isLong: true)]
    public void A_process_that_is_killed_ends_the_others_and_the_training_resumes_with_another_number()
    {
        string folder = Directory.CreateTempSubdirectory("mpi").FullName;
        try
        {
            string path = Path.Combine(folder, "run.safetensors");
            string expected = Launch.Alone(["long", Path.Combine(folder, "whole.safetensors")]).Lines[^1];
            Assert.StartsWith("hash ", expected, StringComparison.Ordinal);

            long killed = 0;
            var killer = new Thread(() => { });
            Launch launch = Launch.Of("mpirun", 3, report =>
            {
                if (report.StartsWith("process 2 is ", StringComparison.Ordinal))
                {
                    int id = int.Parse(report.Split(' ')[^1], CultureInfo.InvariantCulture);
                    killer = new Thread(() =>
                    {
                        while (!File.Exists(path))
                        {
                            Thread.Sleep(10);
                        }

                        Thread.Sleep(200);
                        using Process process = Process.GetProcessById(id);
                        process.Kill();
                        killed = Stopwatch.GetTimestamp();
                    });
                    killer.Start();
                }
            }, "long", path);
            TimeSpan delay = Stopwatch.GetElapsedTime(killed);
            killer.Join();
            Assert.NotEqual(0, killed);
            Assert.NotEqual(0, launch.ExitCode);
            Assert.Contains("exited on signal 9", launch.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("hash", launch.Output, StringComparison.Ordinal);
            Assert.InRange(delay.TotalSeconds, 0, 5);

            Launch resumed = Launch.Of(2, "long", path);
            Assert.Equal(0, resumed.ExitCode);
            Assert.NotEqual("epoch 1", resumed.Lines[0]);
            Assert.Equal(expected, resumed.Lines[^1]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [MpiTheory(isLong: true)]
    [InlineData("before", "Before the training.")]
    [InlineData("step", "In the middle of a step.")]
    [InlineData("after", "After the training.")]
    public void An_exception_in_one_process_ends_all(string where, string message)
    {
        Launch launch = Launch.Of(3, "throw", "1", where);
        Assert.NotEqual(0, launch.ExitCode);
        Assert.Contains($"TimeoutException: {message}", launch.Error, StringComparison.Ordinal);
    }

    [MpiFact(isLong: true)]
    public void An_exit_code_of_one_process_ends_all()
    {
        // What Open MPI says of it is lost in one launch of ten ('Data unpack would read past end of buffer').
        Launch launch = Launch.Of(3, "exit", "2");
        Assert.Equal(7, launch.ExitCode);
    }

    [MpiFact(isLong: true)]
    public void Cancellation_of_one_process_stops_all_with_the_same_parameters()
    {
        string[] reports = Launch.Of(3, "cancel").Reports;
        Assert.Equal(3, reports.Length);
        Assert.Single(reports.Select(report => report.Split(' ')[^1]).Distinct());
        Assert.All(reports, report => Assert.Contains("parameters", report, StringComparison.Ordinal));
    }

    [MpiFact(isLong: true)]
    public void A_NaN_in_one_process_stops_all_at_the_same_step()
    {
        string[] reports = Launch.Of(3, "nan").Reports;
        Assert.Equal(3, reports.Length);
        Assert.Single(reports.Select(report => report[11..]).Distinct());
        Assert.Contains("because input 0 of sample 430 is NaN", reports[0], StringComparison.Ordinal);
    }

    [MpiFact(isLong: true)]
    public void Other_data_in_one_process_is_refused_by_all()
    {
        string[] reports = Launch.Of(3, "data").Reports;
        Assert.Equal(3, reports.Length);
        Assert.All(reports, report => Assert.Contains("has another training set than process 0", report, StringComparison.Ordinal));
    }

    [MpiFact(isLong: true)]
    public void No_step_allocates_in_any_process() => Assert.Equal(
        ["process 0: 0 bytes", "process 1: 0 bytes", "process 2: 0 bytes"], Launch.Of(3, "allocate").Reports);

    [MpiFact(isLong: true)]
    public void A_null_reference_is_an_exception_still() => Assert.Equal(["process 0: caught", "process 1: caught"], Launch.Of(2, "null").Reports);

    [MpiFact(isLong: true)]
    public void A_sweep_trains_each_candidate_once_and_gives_all_processes_all_results()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.Delete(path);
            string alone = Launch.Alone(["sweep", path]).Reports.Single(report => report.Contains(':', StringComparison.Ordinal))[11..];
            File.Delete(path);
            string[] reports = Launch.Of(3, "sweep", path).Reports;
            Assert.Equal([alone, alone, alone], reports.Where(report => report.Contains(':', StringComparison.Ordinal)).Select(report => report[11..]));
            string[] trained = [.. reports.Where(report => report.Contains("trains", StringComparison.Ordinal))];
            Assert.Equal(12, trained.Select(report => report.Split(' ')[^1]).Distinct().Count());
            Assert.Equal(12, trained.Length);
            Assert.Equal(13, File.ReadAllLines(path).Length);

            // All of it is in the file.
            Assert.DoesNotContain(Launch.Of(2, "sweep", path).Reports, report => report.Contains("trains", StringComparison.Ordinal));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
