using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompiledNet;
using CompiledNet.Generated;

namespace Ahead;

/// <summary>What networks compute, as hashes of all its bits.</summary>
internal static class Results
{
    private const int Samples = 45;
    private const int Batch = 13;
    private const int Steps = 50;

    public static void Print()
    {
        int width = Simd512<float>.IsSupported ? 512 : Simd256<float>.IsSupported ? 256 : Simd128<float>.IsSupported ? 128 : 0;
        string add = Simd128<float>.HasFma ? "fused" : "separate";
        string compiler = RuntimeFeature.IsDynamicCodeCompiled ? "jit" : "native";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{width} {add} {compiler}"));

        Print<float>("note 2-4-3-2", new NoteNetwork(1), new NoteNetwork.Workspace(Batch), Step);
        Print<float>("digits 64-32-10", new DigitNetwork(2), new DigitNetwork.Workspace(Batch), Step);
        Print<float>("control 24-64-64-4", new ControlNetwork(3), new ControlNetwork.Workspace(Batch), Step);
        Print<float>("images 784-128-10", new ImageNetwork(4), new ImageNetwork.Workspace(Batch), Step);
        Print<float>("curved 13-33-17-21-11-9-7-3", new CurvedNetwork(5), new CurvedNetwork.Workspace(Batch), Step);
        Print<double>("double 19-37-12-23-5", new DoubleNetwork(6), new DoubleNetwork.Workspace(Batch), Step);
        PrintShared();
        PrintFrozen();
    }

    // Constants of the program, of which the copy on a boundary of 64 bytes is read, wherever a compiler has put them.
    private static void PrintFrozen()
    {
        ReadOnlySpan<float> parameters = DigitNetwork.Frozen.Parameters;
        nint place = Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref MemoryMarshal.GetReference(parameters));
        float[] inputs = Numbers<float>(Samples * DigitNetwork.InputSize, seed: 1, scale: 4);
        var outputs = new float[Samples * DigitNetwork.OutputSize];
        DigitNetwork.Frozen.Forward(inputs, outputs);
        Console.WriteLine($"digits 64-32-10, frozen: parameters {Hash(parameters)}, {place % 64} bytes from a boundary, many {Hash<float>(outputs)}");
    }

    // The same training by one, two and three threads, whose bits are the same or the program fails.
    private static void PrintShared()
    {
        string[] hashes = [.. Enumerable.Range(1, 3).Select(threads => Train(threads))];
        if (hashes.Distinct().Count() > 1)
        {
            throw new InvalidOperationException($"Threads change the bits: {string.Join(", ", hashes)}");
        }

        Console.WriteLine($"images 784-128-10, threads 1, 2, 3: {hashes[0]}");

        static string Train(int threads)
        {
            var network = new ImageNetwork(7);
            var workspace = new ImageNetwork.Workspace(Samples) { Threads = threads };
            var optimizer = new Adam(1e-2) { Threads = threads };
            float[] inputs = Numbers<float>(Samples * ImageNetwork.InputSize, seed: 3, scale: 4);
            float[] targets = Numbers<float>(Samples * ImageNetwork.OutputSize, seed: 4, scale: 1);
            for (int i = 0; i < Steps; i++)
            {
                network.Forward(inputs, workspace);
                network.Backward(targets, workspace);
                optimizer.Step(network.Parameters, workspace.Gradients);
            }

            return Hash<float>(network.Parameters);
        }
    }

    private static void Step(Adam optimizer, INetwork<float> network, Workspace<float> workspace) =>
        optimizer.Step(network.Parameters, workspace.Gradients);

    private static void Step(Adam optimizer, INetwork<double> network, Workspace<double> workspace) =>
        optimizer.Step(network.Parameters, workspace.Gradients);

    private static void Print<T>(string name, INetwork<T> network, Workspace<T> workspace, Action<Adam, INetwork<T>, Workspace<T>> step)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] inputs = Numbers<T>(Samples * network.InputSize, seed: 1, scale: 4);
        T[] targets = Numbers<T>(Batch * network.OutputSize, seed: 2, scale: 1);
        Console.WriteLine($"{name}: start {Hash<T>(network.Parameters)}, {Infer(network, inputs)}");

        var optimizer = new Adam(learningRate: 1e-2);
        var losses = new T[Steps];
        for (int i = 0; i < Steps; i++)
        {
            network.Forward(inputs.AsSpan(i % (Samples - Batch) * network.InputSize, Batch * network.InputSize), workspace);
            losses[i] = network.Backward(targets, workspace);
            step(optimizer, network, workspace);
        }

        Console.WriteLine(
            $"{name}: losses {Hash<T>(losses)}, gradients {Hash<T>(workspace.Gradients)}, parameters {Hash<T>(network.Parameters)}, "
            + Infer(network, inputs));
    }

    // Of one sample after the other, and of all at once.
    private static string Infer<T>(INetwork<T> network, T[] inputs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var outputs = new T[Samples * network.OutputSize];
        for (int i = 0; i < Samples; i++)
        {
            network.Forward(
                inputs.AsSpan(i * network.InputSize, network.InputSize), outputs.AsSpan(i * network.OutputSize, network.OutputSize));
        }

        string single = Hash<T>(outputs);
        network.Forward(inputs, outputs);
        return $"one {single}, many {Hash<T>(outputs)}";
    }

    // From 0 to scale, of steps that both number types hold exactly.
    private static T[] Numbers<T>(int count, uint seed, int scale)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = new T[count];
        uint state = seed;
        for (int i = 0; i < count; i++)
        {
            state = (state * 1664525) + 1013904223;
            numbers[i] = T.CreateChecked(((state >> 8) * (double)scale / (1 << 24)) - (scale == 1 ? 0 : scale / 2));
        }

        return numbers;
    }

    private static string Hash<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged, INumberBase<T>
    {
        var bits = new Bits();
        bits.Add(numbers);
        return bits.ToString();
    }
}
