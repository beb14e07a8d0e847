using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>A copy of one batch of a stream, in memory that is used again and again; or the news that an epoch has ended.</summary>
internal sealed class BatchSlot<T>(int inputSize, int outputSize, int batchSize)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // The argument of Fit, which the caller knows.
    private const string SourceName = "source";

    private readonly T[] _inputs = new T[batchSize * inputSize];
    private T[] _targets = [];
    private int[] _classes = [];

    /// <summary>Samples; 0 at the end of an epoch.</summary>
    public int Count { get; private set; }

    public bool HasClasses { get; private set; }

    public ReadOnlySpan<T> Inputs => _inputs.AsSpan(0, Count * inputSize);

    public ReadOnlySpan<T> Targets => _targets.AsSpan(0, Count * outputSize);

    public ReadOnlySpan<int> Classes => _classes.AsSpan(0, Count);

    public void SetEnd() => Count = 0;

    /// <summary>Copies a batch.</summary>
    /// <exception cref="ArgumentException">It does not fit the network, or is too large.</exception>
    public void Set(in Batch<T> batch)
    {
        int count = batch.Inputs.Length / inputSize;
        if (count == 0 || count > batchSize || batch.Inputs.Length != count * inputSize)
        {
            throw Refused(
                $"A batch of the stream has {Counted.Of(batch.Inputs.Length, "input")}; a multiple of {inputSize} (one sample) was expected, from 1 to "
                + $"{Counted.Of(batchSize, "sample")} (options.BatchSize).",
                SourceName);
        }

        if (batch.HasClasses)
        {
            CheckClasses(batch.Classes.Span, count);
        }
        else if (batch.Targets.Length != count * outputSize)
        {
            throw Refused(
                $"A batch of the stream has {Counted.Of(batch.Targets.Length, "target")}; {Counted.Of(count, "sample")} × {outputSize} = {count * outputSize} was expected.",
                SourceName);
        }

        batch.Inputs.Span.CopyTo(_inputs);
        if (batch.HasClasses)
        {
            _classes = _classes.Length == 0 ? new int[batchSize] : _classes;
            batch.Classes.Span.CopyTo(_classes);
        }
        else
        {
            _targets = _targets.Length == 0 ? new T[batchSize * outputSize] : _targets;
            batch.Targets.Span.CopyTo(_targets);
        }

        HasClasses = batch.HasClasses;
        Count = count;
    }

    private static ArgumentException Refused(string message, string name) => new(message, name);

    private void CheckClasses(ReadOnlySpan<int> classes, int count)
    {
        if (classes.Length != count)
        {
            throw Refused(
                $"A batch of the stream has {Counted.Of(classes.Length, "class")}; one index for each of {Counted.Of(count, "sample")} was expected.", SourceName);
        }

        for (int i = 0; i < count; i++)
        {
            if ((uint)classes[i] >= (uint)outputSize)
            {
                throw Refused(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Class {i} of a batch of the stream is {classes[i]}; an index from 0 to {outputSize - 1} was expected."),
                    SourceName);
            }
        }
    }
}
