using System.Numerics;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Measuring;

/// <summary>A contestant's inference.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface IInferenceCall<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Numbers in the input of one call: a constant for a contestant that knows the network when it is compiled.</summary>
    /// <param name="samples">The inputs.</param>
    static virtual int LengthOfInput(Samples<T> samples) => samples.InputLength;

    /// <summary>Infers.</summary>
    /// <param name="call">The number of the input, for a contestant that has them bound beforehand.</param>
    /// <param name="input">The input.</param>
    /// <param name="output">The output, written.</param>
    void Infer(int call, ReadOnlySpan<T> input, Span<T> output);
}
