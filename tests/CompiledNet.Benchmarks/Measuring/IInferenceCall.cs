namespace CompiledNet.Benchmarks.Measuring;

/// <summary>A contestant's inference.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal interface IInferenceCall<T>
    where T : unmanaged
{
    /// <summary>Infers.</summary>
    /// <param name="call">The number of the input, for a contestant that has them bound beforehand.</param>
    /// <param name="input">The input.</param>
    /// <param name="output">The output, written.</param>
    void Infer(int call, ReadOnlySpan<T> input, Span<T> output);
}
