using System.Globalization;

namespace Cluster;

/// <summary>The time of a step as a function of the number of processes. A simulation: nothing is run.</summary>
/// <param name="ComputeOfStep">Seconds that one process computes for a step.</param>
/// <param name="Fixed">Seconds of a step that every process spends whatever their number: adding up slices, the optimizer.</param>
/// <param name="Bytes">Bytes of the gradients.</param>
/// <param name="Bandwidth">Bytes that a process exchanges in a second.</param>
/// <param name="Latency">Seconds for each doubling of the processes.</param>
internal sealed record CostModel(double ComputeOfStep, double Fixed, double Bytes, double Bandwidth, double Latency)
{
    /// <summary>784-128-10 at batch 1,024 in processes of one machine, as docs/machines.md says it was measured.</summary>
    public static CostModel Measured { get; } = new(ComputeOfStep: 6.25e-3, Fixed: 0.04e-3, Bytes: 101_770 * 4, Bandwidth: 7e9, Latency: 1e-6);

    /// <summary>Seconds of a step.</summary>
    /// <param name="processes">How many processes.</param>
    public double TimeOf(int processes) => (ComputeOfStep / processes) + Fixed
        + (processes == 1 ? 0 : (Bytes * 2 / Bandwidth * (processes - 1) / processes) + (Latency * Math.Log2(processes)));

    /// <summary>Prints the curve.</summary>
    public void Print()
    {
        Console.WriteLine("A simulation: compute / n + fixed + 2 · bytes / bandwidth · (n − 1) / n + latency · log2 n.");
        Console.WriteLine("processes   ms a step   times as fast   efficiency");
        for (int processes = 1; processes <= 1024; processes *= 2)
        {
            double times = TimeOf(1) / TimeOf(processes);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{processes,9} {TimeOf(processes) * 1e3,11:F3} {times,15:F1} {100 * times / processes,10:F0} %"));
        }
    }
}
