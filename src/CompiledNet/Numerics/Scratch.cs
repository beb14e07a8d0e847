using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Generated;

/// <summary>
/// What <see cref="Scratch"/> runs: one network's inference, static, over any copy of its parameters. Implemented by generated
/// code as an empty struct, so that the compiler knows the callee.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
public interface IInference<T>
    where T : unmanaged
{
    /// <summary>Numbers in the input of one sample.</summary>
    static abstract int InputSize { get; }

    /// <summary>Numbers in the output of one sample.</summary>
    static abstract int OutputSize { get; }

    /// <summary>Samples that a batch takes through all layers at once.</summary>
    static abstract int BlockSize { get; }

    /// <summary>Elements of scratch memory that <see cref="Infer"/> wants; no more than a batch wants.</summary>
    static abstract int ScratchLength { get; }

    /// <summary>The smallest batch that goes through the layers in blocks; fewer samples are faster one by one.</summary>
    static virtual int LeastBlock
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => int.MaxValue;
    }

    /// <summary>Elements of scratch memory that a batch wants.</summary>
    static abstract int BatchScratchLength { get; }

    /// <summary>Computes the outputs of one sample.</summary>
    /// <param name="parameters">The parameters, laid out as the network's own.</param>
    /// <param name="input">The input of one sample.</param>
    /// <param name="output">The output of one sample, written.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> elements with any content.</param>
    static abstract void Infer(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output, Span<T> scratch);

    /// <summary>Computes the outputs of n samples, layer by layer; not called where <see cref="LeastBlock"/> is not reached.</summary>
    /// <param name="parameters">The parameters, laid out as the network's own.</param>
    /// <param name="input">n × inputs numbers.</param>
    /// <param name="output">n × outputs numbers, written.</param>
    /// <param name="scratch">At least <see cref="BatchScratchLength"/> elements with any content.</param>
    /// <param name="samples">n, at most <see cref="BlockSize"/>.</param>
    static virtual void InferBlock(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output, Span<T> scratch, int samples) =>
        throw new NotSupportedException();
}

/// <summary>
/// Lends inference the memory for hidden activations: uncleared, 64-byte aligned, and different for every thread, so that one
/// network may serve many threads. Up to 8 KB it lies on the stack and costs nothing; a stackalloc in the user's assembly would
/// be cleared at every call. Above that it is a buffer that each thread allocates once and keeps, for the stack of a thread may be small.
/// </summary>
public static class Scratch
{
    private const int StackBytes = 8192;

    /// <summary>Runs an inference with scratch memory.</summary>
    /// <typeparam name="TInference">The network's inference.</typeparam>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="parameters">The parameters.</param>
    /// <param name="input">n × inputs numbers.</param>
    /// <param name="output">n × outputs numbers, written.</param>
    /// <param name="isSample">Whether n is 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TInference, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output, bool isSample)
        where TInference : struct, IInference<T>
        where T : unmanaged
    {
        if (!isSample)
        {
            RunBatch<TInference, T>(parameters, input, output);
        }
        else if (TInference.ScratchLength == 0)
        {
            TInference.Infer(parameters, input, output, default);
        }
        else if (FitsStack<T>(TInference.ScratchLength))
        {
            RunOnStack<TInference, T>(parameters, input, output);
        }
        else
        {
            RunInBuffer<TInference, T>(parameters, input, output);
        }
    }

    /// <summary>Runs an inference of n samples, shared among threads. The bits are the same whatever their number.</summary>
    /// <typeparam name="TInference">The network's inference.</typeparam>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="parameters">The parameters.</param>
    /// <param name="input">n × inputs numbers.</param>
    /// <param name="output">n × outputs numbers, written.</param>
    /// <param name="threads">Threads at the most, the caller's own included.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is less than 1.</exception>
    public static void RunShared<TInference, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output, int threads)
        where TInference : struct, IInference<T>
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        int blocks = input.Length / TInference.InputSize / TInference.BlockSize;
        var work = new InferenceWork<TInference, T>(parameters, input, output);
        ThreadTeam.Run(ref work, Math.Clamp(blocks, 1, threads));
    }

    /// <summary>
    /// Allocates what <see cref="Run"/> will need on this thread, so that its first call allocates nothing either. Does nothing
    /// where the stack suffices.
    /// </summary>
    /// <typeparam name="TInference">The network's inference.</typeparam>
    /// <typeparam name="T">The network's number type.</typeparam>
    public static void Prepare<TInference, T>()
        where TInference : struct, IInference<T>
        where T : unmanaged
    {
        if (!FitsStack<T>(TInference.BatchScratchLength))
        {
            OfThread<T>(TInference.BatchScratchLength);
        }
    }

    private static bool FitsStack<T>(int length) => length <= StackBytes / Unsafe.SizeOf<T>();

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunBatch<TInference, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output)
        where TInference : struct, IInference<T>
        where T : unmanaged
    {
        if (FitsStack<T>(TInference.BatchScratchLength))
        {
            RunBatchOnStack<TInference, T>(parameters, input, output);
        }
        else
        {
            RunBatchInBuffer<TInference, T>(parameters, input, output);
        }
    }

    // The lengths are constants once compiled for the network: no more of the stack is touched than is wanted.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void RunOnStack<TInference, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output)
        where TInference : struct, IInference<T>
        where T : unmanaged
    {
        byte* block = stackalloc byte[(TInference.ScratchLength * sizeof(T)) + AlignedBuffer<T>.Alignment];
        TInference.Infer(parameters, input, output, new Span<T>(Align<T>(block), TInference.ScratchLength));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunInBuffer<TInference, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output)
        where TInference : struct, IInference<T>
        where T : unmanaged =>
        TInference.Infer(parameters, input, output, OfThread<T>(TInference.ScratchLength));

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static unsafe void RunBatchOnStack<TInference, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output)
        where TInference : struct, IInference<T>
        where T : unmanaged
    {
        byte* block = stackalloc byte[(TInference.BatchScratchLength * sizeof(T)) + AlignedBuffer<T>.Alignment];
        InferBatch<TInference, T>(parameters, input, output, new Span<T>(Align<T>(block), TInference.BatchScratchLength));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void RunBatchInBuffer<TInference, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output)
        where TInference : struct, IInference<T>
        where T : unmanaged =>
        InferBatch<TInference, T>(parameters, input, output, OfThread<T>(TInference.BatchScratchLength));

    // In blocks, for each of which the weights are read once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void InferBatch<TInference, T>(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output, Span<T> scratch)
        where TInference : struct, IInference<T>
        where T : unmanaged
    {
        int samples = input.Length / TInference.InputSize;
        int s = 0;
        while (samples - s >= TInference.LeastBlock)
        {
            int block = Math.Min(samples - s, TInference.BlockSize);
            TInference.InferBlock(
                parameters,
                input.Slice(s * TInference.InputSize, block * TInference.InputSize),
                output.Slice(s * TInference.OutputSize, block * TInference.OutputSize),
                scratch,
                block);
            s += block;
        }

        for (; s < samples; s++)
        {
            TInference.Infer(
                parameters,
                input.Slice(s * TInference.InputSize, TInference.InputSize),
                output.Slice(s * TInference.OutputSize, TInference.OutputSize),
                scratch);
        }
    }

    private static unsafe void* Align<T>(byte* block)
        where T : unmanaged =>
        (void*)(((nint)block + AlignedBuffer<T>.Alignment - 1) & ~(nint)(AlignedBuffer<T>.Alignment - 1));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static Span<T> OfThread<T>(int length)
        where T : unmanaged
    {
        AlignedBuffer<T>? buffer = PerThread<T>.Buffer;
        if (buffer is null || buffer.Length < length)
        {
            PerThread<T>.Buffer = buffer = new AlignedBuffer<T>(length);
        }

        return buffer.Span;
    }

    private static class PerThread<T>
        where T : unmanaged
    {
        [ThreadStatic]
        public static AlignedBuffer<T>? Buffer;
    }
}
