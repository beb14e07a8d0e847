using System.Diagnostics;
using System.Globalization;
using CompiledNet.Tests.Live;

namespace CompiledNet.Fuzz.Live;

/// <summary>Networks swapped under readers for as long as is wanted.</summary>
internal static class SwapCommand
{
    private const int Readers = 8;

    /// <summary>Runs: half of the time with two networks in turn, half with new ones.</summary>
    /// <param name="seconds">How long.</param>
    /// <param name="copy">Instead, copies into the network in use.</param>
    /// <param name="log">Told what came out.</param>
    /// <returns>The first wrong answer; null if there was none.</returns>
    public static string? Run(int seconds, bool copy, TextWriter log)
    {
        using var batch = new CompiledBatch([Network]);
        SwapMode[] modes = copy ? [SwapMode.CopyIntoLive] : [SwapMode.Reuse, SwapMode.Garbage];
        foreach (SwapMode mode in modes)
        {
            var stress = new SwapStress(() => batch.Create<float>(0, 1), mode);
            long start = Stopwatch.GetTimestamp();
            string? failure = stress.Run(Readers, _ => Stopwatch.GetElapsedTime(start).TotalSeconds * modes.Length >= seconds);
            log.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{mode}: {stress.Swaps} swaps under {Readers} readers, {stress.Answers} answers compared, {stress.AllocatedByWriter} bytes allocated by the writer."));
            if (failure is not null)
            {
                return failure;
            }
        }

        return null;
    }

    private static NetworkSpec Network => new(
        Inputs: 32,
        [new LayerSpec(48, Activation.ReLU), new LayerSpec(10, Activation.Softmax)],
        Loss.CategoricalCrossEntropy,
        Precision.Single,
        Batch: 1,
        SpareRows: 0,
        InPlace: false,
        Classes: false,
        new OptimizerSpec(OptimizerKind.Sgd, 0.1),
        Seed: 1);
}
