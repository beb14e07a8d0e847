using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace CompiledNet.Generated;

/// <summary>The argument checks that every generated network makes. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkArguments
{
    /// <summary>Checks the spans of an inference.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="input">n × inputs numbers.</param>
    /// <param name="output">n × outputs numbers.</param>
    /// <param name="inputSize">Numbers in the input of one sample.</param>
    /// <param name="outputSize">Numbers in the output of one sample.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckInference<T>(ReadOnlySpan<T> input, ReadOnlySpan<T> output, int inputSize, int outputSize)
        where T : unmanaged
    {
        // One sample, which a call has to be quick for.
        if (input.Length != inputSize || output.Length != outputSize || input.Overlaps(output))
        {
            CheckSamples(input, output, inputSize, outputSize);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CheckSamples<T>(ReadOnlySpan<T> input, ReadOnlySpan<T> output, int inputSize, int outputSize)
        where T : unmanaged
    {
        int samples = input.Length / inputSize;
        if (samples == 0 || samples * inputSize != input.Length)
        {
            ThrowInput(input.Length, inputSize, nameof(input));
        }

        if ((long)samples * outputSize != output.Length)
        {
            ThrowOutput(output.Length, samples, outputSize, nameof(output));
        }

        if (input.Overlaps(output))
        {
            throw new ArgumentException("The spans input and output overlap; separate memory was expected.", nameof(output));
        }
    }

    // What an exception says is put together in methods of their own: in the check the JIT would read it before the first call.
    [DoesNotReturn]
    private static void ThrowInput(int length, int inputSize, string name) => throw new ArgumentException(
        $"The length of input is {length}; a multiple of {inputSize} (one sample) was expected, at least one sample.", name);

    [DoesNotReturn]
    private static void ThrowOutput(int length, int samples, int outputSize, string name) => throw new ArgumentException(
        $"The length of output is {length}; {Counted.Of(samples, "sample")} × {Counted.Of(outputSize, "output")} = {(long)samples * outputSize} was expected.",
        name);

    /// <summary>Casts a workspace to a network's own.</summary>
    /// <typeparam name="TWorkspace">The network's workspace.</typeparam>
    /// <param name="workspace">The workspace.</param>
    /// <returns>The same workspace.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="workspace"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="workspace"/> is another network's.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TWorkspace CastWorkspace<TWorkspace>(object workspace)
        where TWorkspace : class => workspace as TWorkspace ?? ThrowWorkspace<TWorkspace>(workspace);

    [DoesNotReturn]
    private static TWorkspace ThrowWorkspace<TWorkspace>(object workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        throw new ArgumentException(
            $"The workspace is a {workspace.GetType().FullName}; a {typeof(TWorkspace).FullName} was expected: one that this network's "
            + "CreateWorkspace made.",
            nameof(workspace));
    }
}
