using System.ComponentModel;
using System.Globalization;
using System.Runtime.Intrinsics;
using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>A training step by PyTorch on one thread, where it is installed, in registers as wide as ours.</summary>
internal static class PyTorchStep
{
    private const string Python = "/usr/bin/python3"; // Debian's, for which its python3-torch is.

    // Its matrix products are OpenBLAS's, whose kernels the environment may have chosen.
    private static readonly (string, string?)[] s_registers = Vector512.IsHardwareAccelerated
        ? [("OPENBLAS_CORETYPE", null)]
        : [("OPENBLAS_CORETYPE", "Haswell"), ("ATEN_CPU_CAPABILITY", "avx2"), ("ONEDNN_MAX_CPU_ISA", "AVX2")];

    /// <summary>Times it.</summary>
    /// <param name="network">One of those that pytorch_step.py knows.</param>
    /// <param name="batch">Samples of a step.</param>
    /// <returns>Nanoseconds, or null where PyTorch does not run.</returns>
    public static double? Time(string network, int batch)
    {
        string script = Path.Combine(Repository.Root, "tests", "CompiledNet.Benchmarks", "Peers", "pytorch_step.py");
        try
        {
            string output = ChildProcess.Run(
                [Python, script, network, batch.ToString(CultureInfo.InvariantCulture)],
                [("OMP_NUM_THREADS", "1"), ("OPENBLAS_L2_SIZE", null), .. s_registers]);
            return 1e3 * double.Parse(output, CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            Console.Error.WriteLine($"PyTorch does not run: {exception.Message} On Debian: apt-get install python3-torch");
            return null;
        }
    }
}
