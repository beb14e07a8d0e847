using System.Numerics;

namespace CompiledNet.Fuzz.Code;

/// <summary>
/// Networks of few units with each activation in each precision, called once: what the JIT compiles then is looked at by a test.
/// </summary>
internal static class SmallNetworks
{
    private const int Batch = 5;

    // The kernels of batches are the library's: one of the sizes shows them, and the JIT takes its time over each shape.
    private const int LeastUnitsOfBatch = 20;

    /// <summary>The networks: hidden activations in registers, in scratch memory, and several layers in one method.</summary>
    public static IReadOnlyList<NetworkSpec> All { get; } =
    [
        .. from precision in Enum.GetValues<Precision>()
           from activation in Enum.GetValues<Activation>()
           from units in new int[][] { [5, 3], [20, 11], [4, 6, 8, 3, 5, 7, 2] }
           select Declare(precision, activation, units),
    ];

    /// <summary>Every Nth. Of every fifth one, these have the softmax in double precision, the most to be inlined.</summary>
    public static NetworkSpec[] Every(int step) => [.. All.Where((_, i) => i % step == 2 % step)];

    /// <summary>Infers one sample with every Nth, and takes a training step with those of more units.</summary>
    public static void Call(int step)
    {
        NetworkSpec[] specs = Every(step);
        using var batch = new CompiledBatch(specs);
        for (int i = 0; i < specs.Length; i++)
        {
            if (specs[i].Precision == Precision.Single)
            {
                Call(batch.Create<float>(i, 1));
            }
            else
            {
                Call(batch.Create<double>(i, 1));
            }
        }
    }

    private static void Call<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var input = new T[Batch * network.InputSize];
        var output = new T[Batch * network.OutputSize];
        network.Forward(input.AsSpan(0, network.InputSize), output.AsSpan(0, network.OutputSize));
        if (network.Layers[0].Weights.Rows < LeastUnitsOfBatch)
        {
            return;
        }

        Workspace<T> workspace = network.CreateWorkspace(Batch);
        network.Forward(input, workspace);
        network.Backward(output, workspace);
    }

    private static NetworkSpec Declare(Precision precision, Activation activation, int[] units) => new(
        Inputs: 4,
        [.. units.Select(count => new LayerSpec(count, activation))],
        activation == Activation.Softmax ? Loss.CategoricalCrossEntropy : Loss.HalfSquaredError,
        precision,
        Batch,
        SpareRows: 0,
        InPlace: false,
        Classes: false,
        new OptimizerSpec(OptimizerKind.Sgd, 0.1),
        Seed: 1);
}
