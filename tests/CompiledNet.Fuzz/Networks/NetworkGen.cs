using CsCheck;

namespace CompiledNet.Fuzz;

/// <summary>How random networks are drawn, and how one that fails is made smaller.</summary>
internal static class NetworkGen
{
    private const long MostParameters = 60_000;
    private const long MostWork = 600_000;

    // Around the widths of registers, tiles and the limit up to which layers are written out.
    private static readonly int[] s_edges = [1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 32, 33, 47, 48, 49, 63, 64, 65, 66, 70];

    private static readonly int[] s_wide = [96, 127, 128, 129, 200, 255, 256, 257, 500, 511, 513, 1000, 1023, 1025, 2047, 3999, 4000];

    private static readonly Gen<int> s_size = Gen.Frequency(
        (10, Gen.Int[1, 70]),
        (8, OneOf(s_edges)),
        (6, Gen.Int[1, 12]),
        (1, Gen.Frequency((1, OneOf(s_wide)), (1, Gen.Int[71, 4000]))));

    private static readonly Gen<LayerSpec> s_layer = Gen.Select(
        s_size,
        Gen.Enum<Activation>(),
        Gen.Int[0, 3],
        OneOf<double?>(null, null, null, 0, 0.2, 1, 1.5),
        Gen.Frequency((3, Gen.Const(Initializer.Auto)), (2, Gen.Enum<Initializer>())),
        Gen.Enum<BiasInitializer>(),
        (units, activation, bias, slope, weights, biases) => new LayerSpec(units, activation, bias > 0, slope, weights, biases));

    private static readonly Gen<OptimizerSpec> s_optimizer = Gen.Select(
        Gen.Enum<OptimizerKind>(),
        OneOf(1e-3, 1e-2, 0.05),
        OneOf(0, 0.01),
        (kind, rate, decay) => new OptimizerSpec(
            kind, rate, WeightDecay: decay, Epsilon: kind == OptimizerKind.Adagrad ? 1e-10 : 1e-8));

    private static readonly Gen<(int Batch, int Spare, bool InPlace, bool Classes, int Seed)> s_use = Gen.Select(
        Gen.Frequency((3, Gen.Int[1, 40]), (1, Gen.Int[1, 5])),
        OneOf(0, 0, 1, 3, 9),
        Gen.Bool,
        Gen.Bool,
        Gen.Int[0, 1_000_000]);

    /// <summary>Any network.</summary>
    public static readonly Gen<NetworkSpec> Network = Gen.Select(
        s_size,
        Gen.Frequency((3, s_layer.Array[1, 3]), (2, s_layer.Array[1, 8])),
        Gen.Enum<Loss>(),
        Gen.Enum<Precision>(),
        s_use,
        s_optimizer,
        (inputs, layers, loss, precision, use, optimizer) => Tame(new NetworkSpec(
            inputs, layers, loss, precision, use.Batch, use.Spare, use.InPlace, use.Classes, optimizer, use.Seed)));

    /// <summary>The network of a place in a run.</summary>
    public static NetworkSpec At(int seed, int index) => Network.Generate(new PCG((uint)index, (ulong)seed), null, out _);

    /// <summary>Every network that is one step smaller, the boldest steps first.</summary>
    public static IEnumerable<NetworkSpec> Smaller(NetworkSpec spec)
    {
        IReadOnlyList<LayerSpec> layers = spec.Layers;
        for (int i = 0; i < layers.Count && layers.Count > 1; i++)
        {
            yield return spec with { Layers = [.. layers.Where((_, k) => k != i)] };
        }

        foreach (int batch in SmallerNumbers(spec.Batch))
        {
            yield return spec with { Batch = batch };
        }

        foreach (int inputs in SmallerNumbers(spec.Inputs))
        {
            yield return spec with { Inputs = inputs };
        }

        for (int i = 0; i < layers.Count; i++)
        {
            foreach (LayerSpec smaller in Smaller(layers[i]))
            {
                yield return spec with { Layers = [.. layers.Select((layer, k) => k == i ? smaller : layer)] };
            }
        }

        if (spec.SpareRows > 0)
        {
            yield return spec with { SpareRows = 0 };
        }

        if (spec.InPlace)
        {
            yield return spec with { InPlace = false };
        }

        if (spec.Loss is not Loss.None and not Loss.HalfSquaredError)
        {
            yield return spec with { Loss = Loss.HalfSquaredError };
        }

        if (spec.Optimizer.Kind != OptimizerKind.Sgd)
        {
            yield return spec with { Optimizer = new OptimizerSpec(OptimizerKind.Sgd, 0.01) };
        }
    }

    private static IEnumerable<LayerSpec> Smaller(LayerSpec layer)
    {
        foreach (int units in SmallerNumbers(layer.Units))
        {
            yield return layer with { Units = units };
        }

        if (layer.Activation != Activation.Identity)
        {
            yield return layer with { Activation = Activation.Identity, Slope = null };
        }

        if (layer.Slope is not null)
        {
            yield return layer with { Slope = null };
        }

        if (layer.Initializer != Initializer.Auto)
        {
            yield return layer with { Initializer = Initializer.Auto };
        }

        if (layer.BiasInitializer != BiasInitializer.Zeros)
        {
            yield return layer with { BiasInitializer = BiasInitializer.Zeros };
        }

        if (layer.Bias)
        {
            yield return layer with { Bias = false };
        }
    }

    private static IEnumerable<int> SmallerNumbers(int number) =>
        new[] { 1, number / 2, number * 3 / 4, number - 1 }.Where(smaller => smaller >= 1 && smaller < number).Distinct();

    private static Gen<TValue> OneOf<TValue>(params TValue[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // A wide layer between wide layers would take all the time there is.
    private static NetworkSpec Tame(NetworkSpec spec)
    {
        while (spec.Parameters > MostParameters)
        {
            int[] sizes = [spec.Inputs, .. spec.Layers.Select(layer => layer.Units)];
            int widest = Array.IndexOf(sizes, sizes.Max());
            // The neighbours of the widest shrink first; only then it does itself.
            int victim = new[] { widest - 1, widest + 1 }
                .Where(k => k >= 0 && k < sizes.Length && sizes[k] > 4)
                .OrderByDescending(k => sizes[k])
                .FirstOrDefault(widest);
            sizes[victim] = Math.Max(1, sizes[victim] / 2);
            spec = spec with
            {
                Inputs = sizes[0],
                Layers = [.. spec.Layers.Select((layer, k) => layer with { Units = sizes[k + 1] })],
            };
        }

        return spec with { Batch = (int)Math.Clamp(MostWork / spec.Parameters, 1, spec.Batch) };
    }
}
