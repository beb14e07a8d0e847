using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>Inference of one whole sequence from zero state, in memory that each thread allocates once and keeps. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SequenceRunner
{
    private const int Boundary = 16;

    /// <summary>Runs an inference.</summary>
    /// <typeparam name="TInference">The network's inference.</typeparam>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="parameters">The parameters.</param>
    /// <param name="input">n × inputs numbers, step after step.</param>
    /// <param name="output">n × outputs numbers, written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TInference, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output)
        where TInference : struct, ISequenceInference<T>
        where T : unmanaged
    {
        Span<T> memory = Scratch.OfThread<T>(LengthOf<TInference, T>());
        Span<T> state = memory[..TInference.StateLength];
        Span<T> scratch = memory[RoundedUp(TInference.StateLength)..];
        state.Clear();
        int steps = input.Length / TInference.InputSize;
        for (int first = 0; first < steps; first += TInference.BlockSize)
        {
            int count = Math.Min(TInference.BlockSize, steps - first);
            TInference.Advance(
                parameters,
                input.Slice(first * TInference.InputSize, count * TInference.InputSize),
                output.Slice(first * TInference.OutputSize, count * TInference.OutputSize),
                state,
                scratch,
                count);
        }
    }

    /// <summary>Allocates what <see cref="Run"/> will need on this thread.</summary>
    /// <typeparam name="TInference">The network's inference.</typeparam>
    /// <typeparam name="T">The network's number type.</typeparam>
    public static void Prepare<TInference, T>()
        where TInference : struct, ISequenceInference<T>
        where T : unmanaged => Scratch.OfThread<T>(LengthOf<TInference, T>());

    private static int LengthOf<TInference, T>()
        where TInference : struct, ISequenceInference<T>
        where T : unmanaged => RoundedUp(TInference.StateLength) + TInference.ScratchLength;

    private static int RoundedUp(int length) => (length + Boundary - 1) / Boundary * Boundary;
}
