using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Measuring;

/// <summary>Calls of inference in a row.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal abstract class InferenceLoop<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Each call may overlap with the next.</summary>
    public abstract void Independent(int calls);

    /// <summary>Each call waits for the output of the one before: where its input lies depends on it.</summary>
    public abstract void Dependent(int calls);

    /// <summary>The output of one call, to be checked.</summary>
    public abstract T[] Infer(int call);
}

/// <inheritdoc/>
/// <typeparam name="TInference">How the contestant infers; a struct, so that the calls are direct.</typeparam>
internal sealed class InferenceLoop<TInference, T>(TInference inference, Samples<T> samples) : InferenceLoop<T>
    where TInference : struct, IInferenceCall<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Always 0, which the compiler does not know.
    private int _zero = int.Parse("0", System.Globalization.CultureInfo.InvariantCulture);

    // What the loops use is theirs, as in a method that owns the network: a field would be read again after every call.
    public override void Independent(int calls)
    {
        TInference contestant = inference;
        ReadOnlySpan<T> inputs = samples.Inputs;
        Span<T> output = samples.Output;
        int stride = samples.Stride;
        int length = TInference.LengthOfInput(samples);
        for (int i = 0; i < calls; i++)
        {
            int call = i & (Samples<T>.Calls - 1);
            contestant.Infer(call, inputs.Slice(call * stride, length), output);
        }
    }

    public override void Dependent(int calls)
    {
        TInference contestant = inference;
        ReadOnlySpan<T> inputs = samples.Inputs;
        Span<T> output = samples.Output;
        int stride = samples.Stride;
        int length = TInference.LengthOfInput(samples);
        int zero = Volatile.Read(ref _zero);
        int dependency = 0;
        for (int i = 0; i < calls; i++)
        {
            int call = (i & (Samples<T>.Calls - 1)) + dependency;
            contestant.Infer(call, inputs.Slice(call * stride, length), output);
            dependency = Unsafe.As<T, int>(ref MemoryMarshal.GetReference(output)) & zero;
        }
    }

    public override T[] Infer(int call)
    {
        inference.Infer(call, samples.Input(call), samples.Output);
        return [.. samples.Output];
    }
}
