using System.ComponentModel;

namespace CompiledNet.Generated;

/// <summary>
/// What <see cref="SequenceRunner"/> runs: the inference of a network of sequences of any length, static, over any copy of its parameters. Implemented by
/// generated code as an empty struct.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISequenceInference<T>
    where T : unmanaged
{
    /// <summary>Numbers in the input of one step.</summary>
    static abstract int InputSize { get; }

    /// <summary>Numbers in the output of one step.</summary>
    static abstract int OutputSize { get; }

    /// <summary>Steps that go through all layers at once.</summary>
    static abstract int BlockSize { get; }

    /// <summary>Elements of the state.</summary>
    static abstract int StateLength { get; }

    /// <summary>Elements of scratch memory that a block wants.</summary>
    static abstract int ScratchLength { get; }

    /// <summary>Takes a block of steps through all layers.</summary>
    /// <param name="parameters">The parameters, laid out as the network's own.</param>
    /// <param name="input">The inputs.</param>
    /// <param name="output">The outputs, written.</param>
    /// <param name="state">The state, renewed; zeros at first.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/> elements with any content.</param>
    /// <param name="steps">How many steps, at most <see cref="BlockSize"/>.</param>
    static abstract void Advance(ReadOnlySpan<T> parameters, ReadOnlySpan<T> input, Span<T> output, Span<T> state, Span<T> scratch, int steps);
}
