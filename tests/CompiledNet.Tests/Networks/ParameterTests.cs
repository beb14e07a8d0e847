using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Tests.Networks;

/// <summary>The parameter buffer: its seeds, its views, its padding, its place in memory.</summary>
public sealed class ParameterTests
{
    [Fact]
    public void A_seed_gives_the_same_bits_and_another_seed_others()
    {
        Assert.Equal(TestData.Bits<float>(new MediumNet(3).Parameters), TestData.Bits<float>(new MediumNet(3).Parameters));
        Assert.Equal(TestData.Bits<float>(new MediumNet(0).Parameters), TestData.Bits<float>(new MediumNet().Parameters));
        Assert.NotEqual(new MediumNet(3).Layer1.Weights[0, 0], new MediumNet(4).Layer1.Weights[0, 0]);
    }

    [Fact]
    public void Weights_are_drawn_by_the_initializer_of_the_activation()
    {
        var network = new MediumDoubleNet(seed: 11);
        double[] expected = new double[32 * 64];
        ParameterInitializer.Weights(
            new MatrixView<double>(expected, new TensorLayout(0, 32, 64, 64, 1)), Initializer.HeUniform, seed: 11, layer: 1);
        Assert.Equal(expected, network.Layer1.Weights.ToArray());

        double[] output = network.Layer2.Weights.ToArray();
        Assert.InRange(output.Max(Math.Abs), 0.95 * Math.Sqrt(6.0 / 42), Math.Sqrt(6.0 / 42));
        Assert.All(network.Layer1.Biases.ToArray(), b => Assert.Equal(0, b));
        Assert.All(new LosslessNet(1).Layer2.Biases.ToArray(), b => Assert.InRange(Math.Abs(b), 1e-9, 1 / Math.Sqrt(7)));
    }

    [Fact]
    public void A_network_of_singles_starts_as_its_twin_of_doubles_rounded()
    {
        var single = new MediumNet(seed: 8);
        var twin = new MediumDoubleNet(seed: 8);
        Assert.Equal(Array.ConvertAll(twin.Layer1.Weights.ToArray(), w => (float)w), single.Layer1.Weights.ToArray());
        Assert.Equal(Array.ConvertAll(twin.Layer2.Weights.ToArray(), w => (float)w), single.Layer2.Weights.ToArray());
    }

    [Fact]
    public void Views_are_the_buffer_itself()
    {
        var network = new LosslessNet();
        IReadOnlyList<LayerInfo> layers = ((INetwork<float>)network).Layers;
        network.Hidden.Weights[6, 2] = 5;
        network.Layer2.Biases[1] = 6;
        Assert.Equal(5, network.Parameters[layers[0].Weights.IndexOf(6, 2)]);
        Assert.Equal(6, network.Parameters[layers[1].Biases.IndexOf(1, 0)]);
        network.Parameters[layers[1].Weights.IndexOf(1, 3)] = 7;
        Assert.Equal(7, network.Layer2.Weights[1, 3]);
        Assert.Equal((7, 3, 0), (network.Hidden.Weights.Rows, network.Hidden.Weights.Columns, network.Hidden.Biases.Length));
    }

    [Fact]
    public void Row_is_the_unit_and_column_the_input()
    {
        // z = W·a + b: only W[1, 2] connects input 2 with unit 1.
        var network = new LosslessNet();
        network.Parameters.Clear();
        network.Hidden.Weights[4, 2] = 1;
        network.Layer2.Weights[1, 4] = 2;
        network.Layer2.Biases[0] = 0.5f;
        float[] output = new float[2];
        network.Forward([9, 9, 3], output);
        Assert.Equal([0.5f, 2 * Activations.Silu(3f)], output);
    }

    [Fact]
    public void Views_are_copied_row_by_row_and_only_whole()
    {
        var network = new LosslessNet();
        float[] numbers = TestData.Draw<float>(14);
        network.Layer2.Weights.CopyFrom(numbers);
        Assert.Equal(numbers[7 + 3], network.Layer2.Weights[1, 3]);
        Assert.Equal(numbers, network.Layer2.Weights.ToArray());

        Assert.Throws<ArgumentException>("source", () => network.Layer2.Weights.CopyFrom(new float[13]));
        Assert.Throws<ArgumentException>("source", () => network.Layer2.Weights.CopyFrom(new float[15]));
        Assert.Throws<ArgumentException>("destination", () => network.Layer2.Weights.CopyTo(new float[15]));
        Assert.Throws<ArgumentException>("source", () => network.Layer2.Biases.CopyFrom(new float[1]));
        Assert.Throws<ArgumentException>("source", () => network.Hidden.Biases.CopyFrom(new float[7]));
        network.Hidden.Biases.CopyFrom([]);
        Assert.Equal(numbers, network.Layer2.Weights.ToArray());
    }

    [Fact]
    public void Views_have_no_elements_beyond_their_ends()
    {
        var network = new LosslessNet();
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Layer2.Weights[-1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Layer2.Weights[2, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Layer2.Weights[0, -1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Layer2.Weights[0, 7]);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Layer2.Biases[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Layer2.Biases[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => network.Hidden.Biases[0]);
    }

    [Fact]
    public void Padding_is_harmless_and_has_no_gradient()
    {
        AssertPaddingIsHarmless(new SmallNet(1), new SmallNet(1), 1e300);
        AssertPaddingIsHarmless(new MediumNet(1), new MediumNet(1), 1e38f);
        AssertPaddingIsHarmless(new LargeNet(1), new LargeNet(1), -1e38f);
        AssertPaddingIsHarmless(new SixtyLayersNet(1), new SixtyLayersNet(1), double.MaxValue);
    }

    [Fact]
    public void Buffers_begin_at_a_cache_line()
    {
        for (int i = 0; i < 20; i++)
        {
            var network = new SmallNet();
            var workspace = new SmallNet.Workspace(1 + i);
            AssertAligned<double>(network.Parameters);
            AssertAligned<double>(workspace.Gradients);
            AssertAligned<double>(workspace.Input);
            AssertAligned<float>(new MediumNet().Parameters);
        }
    }

    private static void AssertPaddingIsHarmless<T>(INetwork<T> clean, INetwork<T> filled, T filling)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int[] padding = TestData.Padding(filled);
        Assert.Equal(filled.ParameterCount, filled.Parameters.Length - padding.Length);
        foreach (int index in padding)
        {
            Assert.Equal(T.Zero, filled.Parameters[index]);
            filled.Parameters[index] = filling;
        }

        const int Samples = 5;
        T[] input = TestData.Draw<T>(Samples * clean.InputSize);
        T[] target = new T[Samples * clean.OutputSize];
        target.AsSpan().Fill(T.CreateChecked(0.25));
        byte[][] results = Array.ConvertAll([clean, filled], network =>
        {
            T[] output = new T[target.Length];
            network.Forward(input, output);
            Workspace<T> workspace = network.CreateWorkspace(Samples, inputGradient: true);
            network.Forward(input, workspace);
            T loss = network.Backward(target, workspace);
            network.Backward(target, workspace, accumulate: true);
            Assert.All(padding, index => Assert.Equal(T.Zero, workspace.Gradients[index]));
            return TestData.Bits<T>([.. output, loss, .. workspace.Gradients, .. workspace.InputGradient]);
        });
        Assert.Equal(results[0], results[1]);
    }

    private static void AssertAligned<T>(Span<T> buffer)
    {
        nint address = Unsafe.ByteOffset(ref Unsafe.NullRef<T>(), ref MemoryMarshal.GetReference(buffer));
        Assert.Equal(0, address % 64);
    }
}
