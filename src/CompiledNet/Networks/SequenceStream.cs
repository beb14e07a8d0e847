using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using CompiledNet.Generated;

namespace CompiledNet;

/// <summary>
/// Inference of a sequence that keeps its state from call to call: the base of each network's own <c>Stream</c>. All memory is allocated by the constructor.
/// One stream serves one thread at a time; any number of streams may read one network.
/// </summary>
/// <typeparam name="T">The network's number type.</typeparam>
[SuppressMessage("Naming", "CA1711", Justification = "It is a stream of steps, and a network's own is called Stream.")]
public abstract class SequenceStream<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _inputSize;
    private readonly int _outputSize;
    private readonly int _blockSize;
    private readonly AlignedBuffer<T> _state;
    private readonly AlignedBuffer<T> _scratch;

    /// <summary>Allocates a stream. Called by generated code.</summary>
    /// <param name="inputSize">Numbers in the input of a step.</param>
    /// <param name="outputSize">Numbers in the output of a step.</param>
    /// <param name="blockSize">Steps that go through all layers at once.</param>
    /// <param name="stateLength">Numbers of the state.</param>
    /// <param name="scratchLength">Numbers that such a block wants.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected SequenceStream(int inputSize, int outputSize, int blockSize, int stateLength, int scratchLength)
    {
        _inputSize = inputSize;
        _outputSize = outputSize;
        _blockSize = blockSize;
        _state = new AlignedBuffer<T>(stateLength);
        _scratch = new AlignedBuffer<T>(scratchLength);
    }

    /// <summary>
    /// What the stream knows of the steps before, all zeros at first: copy it to save it, copy it back to go on from there. Its length is that of every stream
    /// of the network's class, its layout the generator's own.
    /// </summary>
    public Span<T> State => _state.Span;

    /// <summary>Steps by which the output lags behind the input: 0, since no layer of a sequence of any length looks ahead.</summary>
    public int Latency => 0;

    /// <summary>Takes one step.</summary>
    /// <param name="input">The numbers of a step.</param>
    /// <param name="output">As many as a step gives, written; must not overlap the input.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap; nothing was changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ReadOnlySpan<T> input, Span<T> output)
    {
        if (input.Length != _inputSize || output.Length != _outputSize || input.Overlaps(output))
        {
            Check(input, output, steps: 1);
        }

        Advance(input, output, _state.Span, _scratch.Span, 1);
    }

    /// <summary>Takes any number of steps, with the same bits as one by one.</summary>
    /// <param name="inputs">n × inputs numbers, step after step; may be empty.</param>
    /// <param name="outputs">n × outputs numbers, written; must not overlap the inputs.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap; nothing was changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Process(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        int steps = inputs.Length / _inputSize;
        if (inputs.Length != steps * _inputSize || outputs.Length != (long)steps * _outputSize || inputs.Overlaps(outputs))
        {
            Check(inputs, outputs, steps);
        }

        for (int first = 0; first < steps; first += _blockSize)
        {
            int count = Math.Min(_blockSize, steps - first);
            Advance(
                inputs.Slice(first * _inputSize, count * _inputSize),
                outputs.Slice(first * _outputSize, count * _outputSize),
                _state.Span,
                _scratch.Span,
                count);
        }
    }

    /// <summary>Goes back to zero state.</summary>
    public void Reset() => _state.Span.Clear();

    /// <summary>Takes a block of steps through all layers.</summary>
    /// <param name="input">The inputs.</param>
    /// <param name="output">The outputs, written.</param>
    /// <param name="state">The state, renewed.</param>
    /// <param name="scratch">Memory with any content.</param>
    /// <param name="steps">How many steps.</param>
    protected abstract void Advance(ReadOnlySpan<T> input, Span<T> output, Span<T> state, Span<T> scratch, int steps);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Check(ReadOnlySpan<T> inputs, ReadOnlySpan<T> outputs, int steps)
    {
        if (inputs.Length != steps * _inputSize)
        {
            throw new ArgumentException(
                $"The length of the input is {inputs.Length}; {Expected(steps, _inputSize, "input")} was expected.", nameof(inputs));
        }

        if (outputs.Length != (long)steps * _outputSize)
        {
            throw new ArgumentException(
                $"The length of the output is {outputs.Length}; {Expected(steps, _outputSize, "output")} was expected.", nameof(outputs));
        }

        if (inputs.Overlaps(outputs))
        {
            throw new ArgumentException("Input and output overlap; separate memory was expected.", nameof(outputs));
        }
    }

    private static string Expected(int steps, int size, string what) =>
        $"{Counted.Of(steps, "step")} × {Counted.Of(size, what)} = {(long)steps * size}";
}
