using System.Buffers;
using System.Numerics;

namespace CompiledNet;

/// <content>What a network makes of every sample.</content>
public static partial class Trainer
{
    // Twice the largest block that inference takes at once, so that only the last batch can be ragged; its inputs stay in the cache.
    private const int PredictionBatchSize = 48;

    /// <summary>The outputs of a network for every sample of a set. The network needs no loss.</summary>
    /// <remarks>
    /// The predictions know their data set, so that <see cref="ConfusionMatrix"/>, <see cref="ClassificationReport"/>,
    /// <see cref="RocCurve"/>, <see cref="Calibration"/>, <see cref="Classification"/> and <see cref="RegressionReport"/> take them as
    /// they are. For inputs that lie in one array and have no targets, call the network's own <c>Forward(input, output)</c>.
    /// </remarks>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>The outputs, in the order of the samples.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network, or has too many outputs for one array.</exception>
    /// <exception cref="OperationCanceledException">The prediction was cancelled.</exception>
    public static Predictions<T> Predict<T>(INetwork<T> network, DataSet<T> data, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        OptionChecks.CheckFits(network, data, nameof(data));

        long length = (long)data.Count * data.OutputSize;
        if (length > Array.MaxLength)
        {
            throw new ArgumentException(
                $"{data.Count} samples × {data.OutputSize} outputs are more than an array holds; predict parts of the set.", nameof(data));
        }

        var outputs = new T[length];
        Predict(network, data, outputs, cancellationToken);
        return new Predictions<T>(data, outputs);
    }

    /// <summary>
    /// The same into memory of the caller's. A batch of inputs is gathered in a buffer that is rented from
    /// <see cref="ArrayPool{T}.Shared"/>; nothing else is allocated, and nothing at all once the pool has one.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    /// <param name="outputs">Samples × outputs numbers, written sample after sample.</param>
    /// <param name="cancellationToken">Stops between two batches; the outputs of the batches until then have been written.</param>
    /// <exception cref="ArgumentException">The data does not fit the network, or a length does not fit; nothing was written.</exception>
    /// <exception cref="OperationCanceledException">The prediction was cancelled.</exception>
    public static void Predict<T>(
        INetwork<T> network, DataSet<T> data, Span<T> outputs, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        OptionChecks.CheckFits(network, data, nameof(data));
        if (outputs.Length != (long)data.Count * data.OutputSize)
        {
            throw new ArgumentException(
                $"The length of outputs is {outputs.Length}; {Counted.Of(data.Count, "sample")} × {data.OutputSize} = "
                + $"{(long)data.Count * data.OutputSize} was expected.",
                nameof(outputs));
        }

        int inputSize = data.InputSize;
        int outputSize = data.OutputSize;
        int batchSize = Math.Min(PredictionBatchSize, data.Count);
        T[] buffer = ArrayPool<T>.Shared.Rent(checked(batchSize * inputSize));
        try
        {
            for (int start = 0; start < data.Count; start += batchSize)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int count = Math.Min(batchSize, data.Count - start);
                Span<T> inputs = buffer.AsSpan(0, count * inputSize);
                for (int i = 0; i < count; i++)
                {
                    data.CopyInput(start + i, inputs.Slice(i * inputSize, inputSize));
                }

                network.Forward(inputs, outputs.Slice(start * outputSize, count * outputSize));
            }
        }
        finally
        {
            ArrayPool<T>.Shared.Return(buffer);
        }
    }
}
