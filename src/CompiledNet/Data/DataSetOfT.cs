using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Samples to train or evaluate with: inputs, and for each either a target vector or the index of its class. It looks at the
/// caller's arrays and copies nothing; a part of it (<see cref="Split"/>, <see cref="Folds"/>, <see cref="Subset"/>) looks at the same arrays.
/// </summary>
/// <typeparam name="T">The network's number type, <see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class DataSet<T> : DataSet
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ReadOnlyMemory<T> _inputs;

    // Where the inputs are bytes, in place of those.
    private readonly ByteInputs<T>? _bytes;
    private readonly ReadOnlyMemory<T> _targets;
    private readonly ReadOnlyMemory<int> _classes;

    // The rows that belong to this set, where it is a part of a larger one.
    private readonly int[]? _rows;

    /// <summary>Samples with target vectors.</summary>
    /// <param name="inputs">The inputs, sample after sample.</param>
    /// <param name="inputSize">Numbers in one input, at least 1.</param>
    /// <param name="targets">The targets, sample after sample.</param>
    /// <param name="outputSize">Numbers in one target, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    /// <exception cref="ArgumentException">There is no sample, or a length does not fit.</exception>
    public DataSet(ReadOnlyMemory<T> inputs, int inputSize, ReadOnlyMemory<T> targets, int outputSize)
        : base(CountSamples(inputs.Length, inputSize, nameof(inputs)), inputSize, outputSize)
    {
        _inputs = inputs;
        _targets = Checked(targets);
    }

    /// <summary>Samples that belong to classes.</summary>
    /// <param name="inputs">The inputs, sample after sample.</param>
    /// <param name="inputSize">Numbers in one input, at least 1.</param>
    /// <param name="classes">For each sample the index of its class, from 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="classCount">How many classes there are: the outputs of the network.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit, or an index is out of range.</exception>
    public DataSet(ReadOnlyMemory<T> inputs, int inputSize, ReadOnlyMemory<int> classes, int classCount)
        : base(CountSamples(inputs.Length, inputSize, nameof(inputs)), inputSize, classCount)
    {
        _inputs = inputs;
        _classes = Checked(classes);
        HasClasses = true;
    }

    /// <summary>Samples with target vectors, in arrays: <c>new DataSet&lt;float&gt;([0, 1], 1, [0.5f, 2], 1)</c>.</summary>
    /// <remarks>Where all numbers of a collection expression are whole, a name says what they are: <c>targets: [0, 1]</c>, or <c>classes: [0, 1]</c>.</remarks>
    /// <param name="inputs">The inputs, sample after sample.</param>
    /// <param name="inputSize">Numbers in one input, at least 1.</param>
    /// <param name="targets">The targets, sample after sample.</param>
    /// <param name="outputSize">Numbers in one target, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    /// <exception cref="ArgumentException">There is no sample, or a length does not fit.</exception>
    public DataSet(T[] inputs, int inputSize, T[] targets, int outputSize)
        : this(inputs.AsMemory(), inputSize, (ReadOnlyMemory<T>)targets, outputSize)
    {
    }

    /// <summary>Samples that belong to classes, in arrays: <c>new DataSet&lt;float&gt;([0, 1], 1, classes: [0, 2], 3)</c>.</summary>
    /// <param name="inputs">The inputs, sample after sample.</param>
    /// <param name="inputSize">Numbers in one input, at least 1.</param>
    /// <param name="classes">For each sample the index of its class, from 0 to <paramref name="classCount"/> − 1.</param>
    /// <param name="classCount">How many classes there are: the outputs of the network.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    /// <exception cref="ArgumentException">There is no sample, a length does not fit, or an index is out of range.</exception>
    public DataSet(T[] inputs, int inputSize, int[] classes, int classCount)
        : this(inputs.AsMemory(), inputSize, (ReadOnlyMemory<int>)classes, classCount)
    {
    }

    internal DataSet(ByteInputs<T> inputs, int length, int inputSize, ReadOnlyMemory<T> targets, int outputSize)
        : base(CountSamples(length, inputSize, nameof(inputs)), inputSize, outputSize)
    {
        _bytes = inputs;
        _targets = Checked(targets);
    }

    internal DataSet(ByteInputs<T> inputs, int length, int inputSize, ReadOnlyMemory<int> classes, int classCount)
        : base(CountSamples(length, inputSize, nameof(inputs)), inputSize, classCount)
    {
        _bytes = inputs;
        _classes = Checked(classes);
        HasClasses = true;
    }

    private DataSet(DataSet<T> whole, int[] rows)
        : base(rows.Length, whole.InputSize, whole.OutputSize)
    {
        _inputs = whole._inputs;
        _bytes = whole._bytes;
        _targets = whole._targets;
        _classes = whole._classes;
        HasClasses = whole.HasClasses;
        _rows = rows;
    }

    /// <inheritdoc/>
    public override bool HasClasses { get; }

    /// <summary>The input of one sample.</summary>
    /// <remarks>Where the inputs are bytes, a new array; <see cref="CopyInput"/> allocates nothing.</remarks>
    /// <param name="sample">From 0 to Count − 1.</param>
    /// <returns>Its numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<T> InputOf(int sample)
    {
        if (_bytes is null)
        {
            return _inputs.Span.Slice(RowOf(sample) * InputSize, InputSize);
        }

        var input = new T[InputSize];
        CopyInput(sample, input);
        return input;
    }

    /// <summary>Copies the input of one sample.</summary>
    /// <param name="sample">From 0 to Count − 1.</param>
    /// <param name="destination">Where to, at least InputSize numbers.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public void CopyInput(int sample, Span<T> destination)
    {
        int row = RowOf(sample);
        if (destination.Length < InputSize)
        {
            throw new ArgumentException($"The length of destination is {destination.Length}; at least {InputSize} was expected.", nameof(destination));
        }

        if (_bytes is null)
        {
            _inputs.Span.Slice(row * InputSize, InputSize).CopyTo(destination);
        }
        else
        {
            _bytes.CopyTo(row * InputSize, destination[..InputSize]);
        }
    }

    /// <summary>The target vector of one sample.</summary>
    /// <param name="sample">From 0 to Count − 1.</param>
    /// <returns>Its numbers.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">The targets are classes.</exception>
    public ReadOnlySpan<T> TargetOf(int sample) => HasClasses
        ? throw new InvalidOperationException("The targets of this data set are classes: ask ClassOf.")
        : _targets.Span.Slice(RowOf(sample) * OutputSize, OutputSize);

    /// <summary>The class of one sample.</summary>
    /// <param name="sample">From 0 to Count − 1.</param>
    /// <returns>The index of its class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    /// <exception cref="InvalidOperationException">The targets are vectors.</exception>
    public int ClassOf(int sample) => HasClasses
        ? _classes.Span[RowOf(sample)]
        : throw new InvalidOperationException("The targets of this data set are vectors: ask TargetOf.");

    /// <summary>Some of the samples, in a given order.</summary>
    /// <param name="samples">Their indices in this set, at least one.</param>
    /// <returns>A set that looks at the same arrays.</returns>
    /// <exception cref="ArgumentException">No sample was given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public DataSet<T> Subset(ReadOnlySpan<int> samples)
    {
        if (samples.IsEmpty)
        {
            throw new ArgumentException("At least one sample was expected.", nameof(samples));
        }

        int[] rows = new int[samples.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = (uint)samples[i] < (uint)Count
                ? RowOf(samples[i])
                : throw new ArgumentOutOfRangeException(
                    nameof(samples), samples[i], $"samples[{i}] must be from 0 to {Count - 1}, one of the set's {Counted.Of(Count, "sample")}.");
        }

        return new DataSet<T>(this, rows);
    }

    /// <summary>
    /// Splits the set in two at random, the same way for the same seed on every machine. Where every target means a class (an index, a one-hot vector,
    /// or 0 and 1 in a single column) the split is stratified: each class is divided in the same proportion, to within one sample. Both parts keep
    /// the order of the samples.
    /// </summary>
    /// <param name="fraction">The first part's share of the samples, between 0 and 1.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>The two parts, which look at the same arrays; typically for training and for testing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="fraction"/> is not between 0 and 1, or leaves one of the parts empty.
    /// </exception>
    public (DataSet<T> First, DataSet<T> Second) Split(double fraction, long seed = 0)
    {
        if (!(fraction is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "fraction must be between 0 and 1.");
        }

        int first = (int)Math.Round(fraction * Count);
        if (first == 0 || first == Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(fraction), fraction, $"One of the parts of {Counted.Of(Count, "sample")} would be empty.");
        }

        bool[] inFirst = Splitter.Choose(this, first, seed);
        return (Subset(IndicesWhere(inFirst, chosen => chosen)), Subset(IndicesWhere(inFirst, chosen => !chosen)));
    }

    /// <summary>
    /// Divides the set into folds for cross-validation, the same way for the same seed on every machine: every sample is in the test part
    /// of exactly one fold and in the training part of all others. Sizes of the test parts differ by one sample at the most, and where
    /// every target means a class, as in <see cref="Split"/>, so do the numbers of samples of each class in them. All parts keep the order of the samples.
    /// </summary>
    /// <param name="count">How many folds, from 2 to Count; with Count of them each tests one sample.</param>
    /// <param name="seed">Any number.</param>
    /// <returns>For each fold its two parts, which look at the same arrays.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 2 or greater than Count.</exception>
    public IReadOnlyList<(DataSet<T> Training, DataSet<T> Test)> Folds(int count, long seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Count);
        int[] foldOf = Splitter.Deal(this, count, seed);
        return
        [
            .. Enumerable.Range(0, count)
                .Select(fold => (Subset(IndicesWhere(foldOf, f => f != fold)), Subset(IndicesWhere(foldOf, f => f == fold)))),
        ];
    }

    /// <summary>The same samples with a target vector for each in place of the index of its class.</summary>
    /// <returns>A set in the same order; it looks at the same inputs, but for a part of a larger set and for bytes, which are copied.</returns>
    /// <exception cref="InvalidOperationException">The targets are vectors already.</exception>
    public DataSet<T> ToOneHot() => HasClasses
        ? WithTargets(OneHot.Encode<T>(Gathered(_classes.Span, 1), OutputSize))
        : throw new InvalidOperationException("The targets of this data set are vectors already.");

    /// <summary>The same samples with the index of a class for each in place of its one-hot vector.</summary>
    /// <returns>A set in the same order; it looks at the same inputs, but for a part of a larger set and for bytes, which are copied.</returns>
    /// <exception cref="InvalidOperationException">The targets are classes already, or one is no one-hot vector.</exception>
    public DataSet<T> ToClasses()
    {
        if (HasClasses)
        {
            throw new InvalidOperationException("The targets of this data set are classes already.");
        }

        int[] classes = new int[Count];
        for (int sample = 0; sample < Count; sample++)
        {
            classes[sample] = OneHot.ClassOf(TargetOf(sample));
            if (classes[sample] < 0)
            {
                throw new InvalidOperationException($"The target of sample {sample} is no one-hot vector: a single 1 and else 0 were expected.");
            }
        }

        return _rows is null && _bytes is null
            ? new DataSet<T>(_inputs, InputSize, classes, OutputSize)
            : new DataSet<T>(GatheredInputs(), InputSize, classes, OutputSize);
    }

    /// <summary>
    /// Whether every target vector is 1 at one place and 0 elsewhere, of the whole set where this is a part of one: what rows a part happens to hold
    /// does not decide.
    /// </summary>
    internal bool AreAllTargetsOneHot()
    {
        ReadOnlySpan<T> targets = _targets.Span;
        for (; !targets.IsEmpty; targets = targets[OutputSize..])
        {
            if (OneHot.ClassOf(targets[..OutputSize]) < 0)
            {
                return false;
            }
        }

        return !HasClasses;
    }

    /// <summary>The same samples with other inputs.</summary>
    internal DataSet<T> WithInputs(T[] inputs) => (HasClasses, _rows) switch
    {
        (true, null) => new DataSet<T>(inputs, InputSize, _classes, OutputSize),
        (true, _) => new DataSet<T>(inputs, InputSize, Gathered(_classes.Span, 1), OutputSize),
        (false, null) => new DataSet<T>(inputs, InputSize, _targets, OutputSize),
        (false, _) => new DataSet<T>(inputs, InputSize, Gathered(_targets.Span, OutputSize), OutputSize),
    };

    /// <summary>The same samples with other target vectors.</summary>
    internal DataSet<T> WithTargets(T[] targets) => _rows is null && _bytes is null
        ? new DataSet<T>(_inputs, InputSize, targets, OutputSize)
        : new DataSet<T>(GatheredInputs(), InputSize, targets, OutputSize);

    private static int CountSamples(int length, int inputSize, string inputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        int count = length / inputSize;
        if (count == 0 || count * inputSize != length)
        {
            throw new ArgumentException(
                $"The length of {inputs} is {length}; a multiple of {inputSize} (one sample), at least one, was expected.",
                inputs);
        }

        return count;
    }

    private static int[] IndicesWhere<TMark>(TMark[] marks, Func<TMark, bool> condition) =>
        [.. Enumerable.Range(0, marks.Length).Where(i => condition(marks[i]))];

    private ReadOnlyMemory<T> Checked(ReadOnlyMemory<T> targets)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(OutputSize, 1, "outputSize");
        return targets.Length == (long)Count * OutputSize
            ? targets
            : throw new ArgumentException(
                $"The length of targets is {targets.Length}; {Counted.Of(Count, "sample")} × {OutputSize} = {(long)Count * OutputSize} was expected.",
                nameof(targets));
    }

    private ReadOnlyMemory<int> Checked(ReadOnlyMemory<int> classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(OutputSize, 1, "classCount");
        if (classes.Length != Count)
        {
            throw new ArgumentException(
                $"The length of classes is {classes.Length}; one index for each of {Counted.Of(Count, "sample")} was expected.", nameof(classes));
        }

        OneHot.CheckClasses(classes.Span, OutputSize);
        return classes;
    }

    private T[] GatheredInputs()
    {
        var gathered = new T[Count * InputSize];
        for (int sample = 0; sample < Count; sample++)
        {
            CopyInput(sample, gathered.AsSpan(sample * InputSize));
        }

        return gathered;
    }

    /// <summary>What belongs to the samples of this set, in their order.</summary>
    private TItem[] Gathered<TItem>(ReadOnlySpan<TItem> all, int size)
    {
        var gathered = new TItem[Count * size];
        for (int sample = 0; sample < Count; sample++)
        {
            all.Slice(RowOf(sample) * size, size).CopyTo(gathered.AsSpan(sample * size));
        }

        return gathered;
    }

    private int RowOf(int sample)
    {
        if ((uint)sample >= (uint)Count)
        {
            throw new ArgumentOutOfRangeException(nameof(sample), sample, $"sample must be from 0 to {Count - 1}, one of the set's {Counted.Of(Count, "sample")}.");
        }

        return _rows is null ? sample : _rows[sample];
    }
}
