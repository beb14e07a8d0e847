using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

using CompiledNet.Generated;

namespace CompiledNet;

/// <summary>
/// Every buffer of a training step, allocated once: the base of each network's own <c>Workspace</c>. One workspace serves one
/// thread at a time; it belongs to a kind of network, not to one instance.
/// </summary>
/// <remarks>The members hidden from completion lists are for generated code.</remarks>
/// <typeparam name="T">The network's number type.</typeparam>
public abstract class Workspace<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _inputSize;
    private readonly int _outputSize;
    private readonly int _outputRows;
    private readonly AlignedBuffer<T> _input;
    private readonly AlignedBuffer<T> _gradients;
    private readonly AlignedBuffer<T>? _inputGradient;
    private long _stepOfForward;
    private int _firstOfForward;
    private int _samplesOfState;

    /// <summary>Allocates the buffers that every network has. Called by generated code.</summary>
    /// <param name="batchSize">Samples that the workspace holds at the most.</param>
    /// <param name="inputSize">Numbers in the input of one sample.</param>
    /// <param name="outputSize">Numbers in the output of one sample.</param>
    /// <param name="parameterLength">Length of the parameter buffer.</param>
    /// <param name="inputGradient">Whether Backward computes dL/dx too.</param>
    /// <param name="outputRows">Steps or pixels in the output of one sample, each of which has a loss of its own; 1 of a vector.</param>
    /// <param name="maxSteps">Steps of each sample that the workspace holds at the most, where they are sequences of any length; else 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batchSize"/> or <paramref name="maxSteps"/> is less than 1, or too large to allocate.</exception>
    protected Workspace(
        int batchSize, int inputSize, int outputSize, int parameterLength, bool inputGradient, int outputRows = 1, int maxSteps = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        if (maxSteps < 1)
        {
#pragma warning disable CA2208 // The argument at fault is the constructor's of the network's own workspace, which calls this.
            throw new ArgumentOutOfRangeException("steps", maxSteps, "At least 1 step was expected.");
#pragma warning restore CA2208
        }

        BatchSize = batchSize;
        MaxSteps = maxSteps;
        Steps = maxSteps;
        _inputSize = inputSize;
        _outputSize = outputSize;
        _outputRows = outputRows;
        _input = AllocateRows(inputSize);
        _gradients = new AlignedBuffer<T>(parameterLength);
        _inputGradient = inputGradient ? AllocateRows(inputSize) : null;
    }

    /// <summary>Samples that the workspace holds at the most.</summary>
    public int BatchSize { get; }

    /// <summary>Steps of each sample that the workspace holds at the most; 1 where samples are no sequences of any length.</summary>
    public int MaxSteps { get; }

    /// <summary>
    /// Steps of each sample, from 1 to <see cref="MaxSteps"/>, which it is unless set. Another number ends what the last Forward left, but for the state: set
    /// it before a Forward, not between one and its Backward. 1 where samples are no sequences of any length.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1, or more than <see cref="MaxSteps"/>.</exception>
    public int Steps
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxSteps);
            if (value != field)
            {
                field = value;
                SampleCount = 0;
            }
        }
    }

    /// <summary>
    /// Whether a Forward begins in the state in which the last one ended, the gradient stopping there (truncated backpropagation through time); false unless
    /// set: each begins at zero state. Only sequences of any length have a state.
    /// </summary>
    public bool CarriesState { get; set; }

    /// <summary>
    /// Threads, at least 1, among which Forward and Backward share a batch that is large enough for it, the caller's own included; 1 unless set.
    /// Samples are dealt out on the way forward and for δ on the way back, weights for their gradients, and no sum is cut: the results are the
    /// same bits whatever the number. More threads than the machine has cores make it no faster.
    /// </summary>
    /// <remarks>The threads are made when they are first needed, are the same for all workspaces of the process, and sleep while there is no work.
    /// A network with <c>Vectorize = false</c> stays on the caller's.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>
    /// Whether <c>Forward</c> is one of training; true unless set. If false, dropout and batch normalization behave as in inference, and so do their
    /// derivatives in the Backward that follows.
    /// </summary>
    public bool IsTraining
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get;
        set;
    } = true;

    /// <summary>Whether the last Forward was one of training.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool WasTraining
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get;
        private set;
    }

    /// <summary>Samples of the last Forward; 0 if it was none of training.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public int TrainingSamples => WasTraining ? SampleCount : 0;

    /// <summary>What the masks of dropouts are drawn from, together with <see cref="Step"/>; 0 unless set.</summary>
    public long Seed { get; set; }

    /// <summary>
    /// The number of the next Forward of training, which counts it up: each has its own masks. Set it back to draw the same masks again.
    /// </summary>
    public long Step { get; set; }

    /// <summary>
    /// The index in its batch of the first sample of the next Forward, where a batch goes through the network in parts; 0 unless set. Each part then has its own
    /// masks of dropouts, and the same ones whichever process it is in.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int FirstSample
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>Samples of the last Forward; 0 before the first.</summary>
    public int SampleCount
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get;
        private set;
    }

    /// <summary>
    /// Weights w of the samples of the last Forward, in their order; empty unless set: every sample counts alike. Loss and gradients are then
    /// those of Σ w · loss / m, m the number of samples, not the sum of the weights: weights that average 1 leave the size of the gradients
    /// alone. Not for <c>BackwardFrom</c>, whose caller has weighed. They stay until others are set.
    /// </summary>
    public ReadOnlyMemory<T> SampleWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get;
        set;
    }

    /// <summary>Whether the samples have weights.</summary>
    /// <exception cref="InvalidOperationException">Their number is not that of the last Forward's samples.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public bool IsWeighted
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => !SampleWeights.IsEmpty && CheckWeights();
    }

    /// <summary>
    /// <see cref="BatchSize"/> × inputs numbers: the input of the last Forward. Who gathers the next batch here and passes its first n
    /// samples to Forward saves a copy. Backward reads it, so it must not change in between.
    /// </summary>
    public Span<T> Input => _input.Span;

    /// <summary>ŷ of the last Forward, <see cref="SampleCount"/> × outputs numbers.</summary>
    public abstract ReadOnlySpan<T> Output { get; }

    /// <summary>The gradients of all parameters, laid out as the network's <c>Parameters</c>; those of the padding are 0.</summary>
    public Span<T> Gradients
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _gradients.Span;
    }

    /// <summary>dL/dx of the last Backward, <see cref="SampleCount"/> × inputs numbers.</summary>
    /// <exception cref="InvalidOperationException">The workspace was made without <c>inputGradient: true</c>.</exception>
    public Span<T> InputGradient
    {
        get
        {
            if (_inputGradient is null)
            {
                ThrowNoInputGradient();
            }

            return _inputGradient.Span[..(SampleCount * Steps * _inputSize)];
        }
    }

    /// <summary>Where Backward writes dL/dx; empty where it was not asked for.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<T> InputGradientOrEmpty => _inputGradient is null ? default : InputGradient;

    /// <summary>The same from a sample on.</summary>
    /// <param name="sample">The sample.</param>
    /// <returns>Its dL/dx and that of the samples after it, or nothing.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<T> InputGradientOrEmptyFrom(int sample) => _inputGradient is null ? default : InputGradient[(sample * Steps * _inputSize)..];

    /// <summary>Multiplies δ of each sample of the last Forward with the sample's weight, where there are weights.</summary>
    /// <param name="deltas">Samples × steps × stride numbers.</param>
    /// <param name="stride">From one sample to the next, or from one step of it.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void WeighDeltas(Span<T> deltas, int stride)
    {
        if (!SampleWeights.IsEmpty)
        {
            MultiplyByWeights(deltas, Steps * stride);
        }
    }

    /// <summary>
    /// How many parts the last Forward's samples are worth being dealt out in: no more than <see cref="Threads"/>, nor than whole tiles of samples,
    /// nor so many that a part takes no longer than handing it over, which is a microsecond or two.
    /// </summary>
    /// <param name="multiplyAdds">Multiplications with an addition for one sample.</param>
    /// <param name="rowsOfSample">Rows that a sample has: steps of a sequence, pixels of an image. A part is never less than a sample.</param>
    /// <returns>At least 1.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int CountParts(long multiplyAdds, int rowsOfSample = 1)
    {
        const long LeastMultiplyAddsOfPart = 100_000;
        if (Threads == 1)
        {
            return 1;
        }

        long parts = Math.Min(SampleCount, (long)SampleCount * rowsOfSample / TeamShare.LeastRows);
        return (int)Math.Clamp(Math.Min(parts, multiplyAdds * SampleCount / LeastMultiplyAddsOfPart), 1, Threads);
    }

    /// <summary>The input of the last Forward's samples.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlySpan<T> InputSamples
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => _input.Span[..(SampleCount * Steps * _inputSize)];
    }

    /// <summary>The rows of the last Forward's samples, as a view.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="columns">Numbers that count in a row.</param>
    /// <param name="stride">Distance from one row to the next.</param>
    /// <param name="rowsOfSample">Rows that a sample has: steps of a sequence, pixels of an image.</param>
    /// <returns>The view.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected SampleView<T> ViewRows(Span<T> batch, int columns, int stride, int rowsOfSample = 1) =>
        new(batch, new TensorLayout(0, SampleCount * rowsOfSample, columns, stride, 1));

    /// <summary>Allocates one row for each sample.</summary>
    /// <param name="columns">Numbers in a row.</param>
    /// <returns>The buffer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is too large for an array of that many rows.</exception>
    protected AlignedBuffer<T> AllocateRows(int columns) => Allocate((long)BatchSize * MaxSteps * columns, columns);

    /// <summary>Allocates a row for each sample, whatever the number of steps.</summary>
    /// <param name="columns">Numbers of a sample.</param>
    /// <returns>The buffer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The batch size is too large for an array of that many rows.</exception>
    protected AlignedBuffer<T> AllocateSamples(int columns) => Allocate((long)BatchSize * columns, columns);

    private AlignedBuffer<T> Allocate(long length, int columns)
    {
        if (length > Array.MaxLength - AlignedBuffer<T>.Alignment)
        {
#pragma warning disable CA2208 // The argument at fault is the constructor's, which calls this.
            throw new ArgumentOutOfRangeException(
                "batchSize",
                BatchSize,
                $"A batch of {Counted.Of(BatchSize, "sample")} needs {length} numbers for a layer of {columns}, more than an array can hold.");
#pragma warning restore CA2208
        }

        return new AlignedBuffer<T>((int)length);
    }

    /// <summary>Takes the input of a Forward: checks its length, copies it unless it lies here already, and counts its samples.</summary>
    /// <param name="input">n × inputs numbers.</param>
    /// <exception cref="ArgumentException">The length is not that of 1 to <see cref="BatchSize"/> samples; nothing was changed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BeginForward(ReadOnlySpan<T> input)
    {
        int size = Steps * _inputSize;
        int samples = input.Length / size;
        if (samples == 0 || samples > BatchSize || samples * size != input.Length)
        {
            ThrowInputLength(input.Length, nameof(input));
        }

        if (!Unsafe.AreSame(ref MemoryMarshal.GetReference(input), ref MemoryMarshal.GetReference(_input.Span)))
        {
            CopyWork<T>.Copy(input, _input.Span, size, Threads);
        }

        if (!CarriesState || samples != _samplesOfState)
        {
            ClearState();
        }

        _samplesOfState = samples;

        SampleCount = samples;
        WasTraining = IsTraining;
        if (IsTraining)
        {
            _stepOfForward = Step++;
            _firstOfForward = FirstSample;
        }
    }

    /// <summary>Goes back to zero state: the next Forward does not begin where the last one ended.</summary>
    public void ResetState() => ClearState();

    /// <summary>Clears what layers keep from one Forward to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected virtual void ClearState()
    {
    }

    /// <summary>What the mask of a dropout is drawn from in the last Forward.</summary>
    /// <param name="layer">The number of the layer.</param>
    /// <returns>The draw, of a mask of ones if the Forward was none of training.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public DropoutDraw DropoutOf(int layer) => WasTraining ? new DropoutDraw(Seed, _stepOfForward, layer, _firstOfForward) : default;

    /// <summary>Checks that there was a Forward.</summary>
    /// <exception cref="InvalidOperationException">There was none.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void CheckForward()
    {
        if (SampleCount == 0)
        {
            ThrowNoForward();
        }
    }

    /// <summary>Checks the length of something that has one row of outputs for each sample of the last Forward.</summary>
    /// <param name="values">Samples × outputs numbers.</param>
    /// <param name="parameterName">The name of the argument.</param>
    /// <exception cref="ArgumentException">The length is another one.</exception>
    /// <exception cref="InvalidOperationException">There was no Forward.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CheckOutputs(ReadOnlySpan<T> values, string parameterName)
    {
        CheckForward();
        if (values.Length != SampleCount * Steps * _outputSize)
        {
            ThrowOutputsLength(values.Length, parameterName);
        }
    }

    /// <summary>Checks class indices, one for each sample of the last Forward, or for each step of it.</summary>
    /// <param name="classes">The indices.</param>
    /// <exception cref="ArgumentException">The length is another one, or an index is not that of an output.</exception>
    /// <exception cref="InvalidOperationException">There was no Forward.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CheckClasses(ReadOnlySpan<int> classes)
    {
        CheckForward();
        if (classes.Length != SampleCount * Steps * _outputRows)
        {
            ThrowClassesLength(classes.Length, nameof(classes));
        }

        for (int s = 0; s < classes.Length; s++)
        {
            if ((uint)classes[s] >= (uint)(_outputSize / _outputRows))
            {
                ThrowClass(s, classes[s], nameof(classes));
            }
        }
    }

    // What an exception says is put together in methods of their own: in the check the JIT would read it before the first call.
    [DoesNotReturn]
    private void ThrowInputLength(int length, string parameterName) => throw new ArgumentException(
        $"The length of input is {length}; a multiple of {Steps * _inputSize} (one sample{(MaxSteps == 1 ? "" : $" of {Counted.Of(Steps, "step")}")}) was expected, "
        + $"from 1 to {Counted.Of(BatchSize, "sample")} (the workspace's batch size).",
        parameterName);

    [DoesNotReturn]
    private static void ThrowNoInputGradient() => throw new InvalidOperationException(
        "This workspace keeps no input gradient: construct it with inputGradient: true.");

    [DoesNotReturn]
    private static void ThrowNoForward() => throw new InvalidOperationException(
        "Backward before Forward: call Forward(input, workspace) with this workspace first.");

    [DoesNotReturn]
    private void ThrowOutputsLength(int length, string parameterName) => throw new ArgumentException(
        $"The length of {parameterName} is {length}; {Counted.Of(SampleCount, "sample")} × {(MaxSteps == 1 ? "" : $"{Counted.Of(Steps, "step")} × ")}"
        + $"{Counted.Of(_outputSize, "output")} = {SampleCount * Steps * _outputSize} was expected.",
        parameterName);

    [DoesNotReturn]
    private void ThrowClassesLength(int length, string parameterName) => throw new ArgumentException(
        $"The length of classes is {length}; one index for each of {Counted.Of(SampleCount, "sample")}{(Steps * _outputRows == 1 ? "" : $" × {Steps * _outputRows} steps")} was expected.", parameterName);

    [DoesNotReturn]
    private void ThrowClass(int sample, int value, string parameterName) => throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"classes[{sample}] is {value}; an index from 0 to {(_outputSize / _outputRows) - 1} was expected."), parameterName);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private bool CheckWeights() => SampleWeights.Length == SampleCount
        ? true
        : throw new InvalidOperationException(
            $"SampleWeights of the workspace are {SampleWeights.Length}; one for each of the last Forward's {Counted.Of(SampleCount, "sample")} was expected.");

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void MultiplyByWeights(Span<T> deltas, int stride)
    {
        ReadOnlySpan<T> weights = SampleWeights.Span;
        for (int s = 0; s < weights.Length; s++)
        {
            T weight = weights[s];
            foreach (ref T delta in deltas.Slice(s * stride, stride))
            {
                delta *= weight;
            }
        }
    }
}
