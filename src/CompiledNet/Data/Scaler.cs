using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Brings each column of a data set to a common scale, y = (x − shift) / scale + offset, and back. Fitted on the training part only,
/// it tells a network nothing of the samples that it is tested on.
/// </summary>
/// <remarks>
/// <para>
/// <b>How it stays with a network.</b> <see cref="FoldInto{T}(INetwork{T})"/> puts it into the first layer, and
/// <see cref="FoldInverseInto{T}(INetwork{T})"/> that of the targets into the last one: after training the network takes inputs as they
/// are measured and answers in the units of the targets. It is then part of the parameters wherever they go, costs nothing, and cannot
/// be forgotten. Where it is to stay apart, its numbers can be read, and given to a constructor again.
/// </para>
/// <para>The numbers are kept, and all is computed, in double; a result is rounded once. The bits are the same on every machine.</para>
/// </remarks>
public abstract class Scaler
{
    // So many numbers of rows that lie apart are gathered before they are scaled: they stay in the nearest cache.
    private const int BlockLength = 2048;

    private readonly ScalingLoop _loop;

    private protected Scaler(ReadOnlySpan<double> shifts, ReadOnlySpan<double> scales, double offset) =>
        _loop = new ScalingLoop(shifts, scales, offset);

    /// <summary>Numbers in one row: the inputs of a sample, or its targets.</summary>
    public int Columns => _loop.Shifts.Length;

    private protected ReadOnlySpan<double> Shifts => _loop.Shifts;

    private protected ReadOnlySpan<double> Divisors => _loop.Scales;

    private protected double Offset => _loop.Offset;

    /// <summary>Scales rows in place.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="rows">Any number of rows of <see cref="Columns"/> numbers, one after the other.</param>
    /// <exception cref="ArgumentException">The length is no multiple of <see cref="Columns"/>; nothing was written.</exception>
    public void Transform<T>(Span<T> rows)
        where T : unmanaged, IFloatingPointIeee754<T> => Run<Scaling, T>(rows, rows);

    /// <summary>Scales rows into another place. Allocates nothing; may be called from many threads at once.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="rows">Any number of rows of <see cref="Columns"/> numbers, one after the other.</param>
    /// <param name="destination">As many numbers, written; the same memory or none of it.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap in part; nothing was written.</exception>
    public void Transform<T>(ReadOnlySpan<T> rows, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T> => Run<Scaling, T>(rows, destination);

    /// <summary>Brings scaled rows back to what they were, to rounding, in place: a network's outputs to the units of the targets, say.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="rows">Any number of rows of <see cref="Columns"/> numbers, one after the other.</param>
    /// <exception cref="ArgumentException">The length is no multiple of <see cref="Columns"/>; nothing was written.</exception>
    public void InverseTransform<T>(Span<T> rows)
        where T : unmanaged, IFloatingPointIeee754<T> => Run<Unscaling, T>(rows, rows);

    /// <summary>Brings scaled rows back to what they were, to rounding, in another place.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="rows">Any number of rows of <see cref="Columns"/> numbers, one after the other.</param>
    /// <param name="destination">As many numbers, written; the same memory or none of it.</param>
    /// <exception cref="ArgumentException">A length does not fit, or the spans overlap in part; nothing was written.</exception>
    public void InverseTransform<T>(ReadOnlySpan<T> rows, Span<T> destination)
        where T : unmanaged, IFloatingPointIeee754<T> => Run<Unscaling, T>(rows, destination);

    /// <summary>
    /// What becomes of the first columns, to four digits, the same in every culture: <c>StandardScaler of 2 columns: (x − 5.843) / 0.8253, (x + 3.054) / 0.4321</c>.
    /// </summary>
    /// <returns>The line.</returns>
    public override string ToString()
    {
        const int Most = 4;

        IEnumerable<string> columns = Enumerable.Range(0, Math.Min(Columns, Most)).Select(
            c => $"(x{Added(0 - _loop.Shifts[c])}) / {Text(_loop.Scales[c])}{(Offset == 0 ? "" : Added(Offset))}");
        return $"{GetType().Name} of {Columns} {(Columns == 1 ? "column" : "columns")}: {string.Join(", ", columns)}{(Columns > Most ? ", …" : "")}";
    }

    /// <summary>A set of the same samples with scaled inputs, which are its own; the given one stays as it is.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">The samples.</param>
    /// <returns>The set, in the same order.</returns>
    /// <exception cref="ArgumentException">An input of <paramref name="data"/> has another number of columns.</exception>
    public DataSet<T> Transform<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        CheckColumns(data.InputSize, "input", nameof(data), nameof(data));
        return data.WithInputs(Gather(data.Count, data.InputOf));
    }

    /// <summary>A set of the same samples with scaled targets, which are its own; the given one stays as it is.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">The samples, with target vectors.</param>
    /// <returns>The set, in the same order.</returns>
    /// <exception cref="ArgumentException">
    /// The targets of <paramref name="data"/> are classes, or have another number of columns.
    /// </exception>
    public DataSet<T> TransformTargets<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckVectors(data);
        CheckColumns(data.OutputSize, "target", nameof(data), nameof(data));
        return data.WithTargets(Gather(data.Count, data.TargetOf));
    }

    /// <summary>
    /// Puts the scaling of the inputs into the first layer: the network then makes of raw inputs what it made of scaled ones, to
    /// rounding. Once, after training; to train on, keep a copy of the parameters from before.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="network">The network, which was trained on inputs that this scaler scaled.</param>
    /// <exception cref="ArgumentException">
    /// The network has another number of inputs, no biases in its first layer, or would get a weight that is infinite; nothing was written.
    /// </exception>
    public void FoldInto<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        LayerInfo first = network.Layers[0];
        CheckIsDense(first, "first", nameof(network));
        if (network.Layers.FirstOrDefault(layer => layer.From.Contains("Input")) is { } other && other.Name != first.Name)
        {
            throw new ArgumentException(
                $"{other.Name} takes the input of the network too, which can be scaled in one layer alone: keep the scaler beside the network.",
                nameof(network));
        }

        FoldInto(new LayerView<T>(network.Parameters, first.Weights, first.Biases), first.Name + ", the first layer,", nameof(network));
    }

    /// <summary>
    /// The same for a layer: W′ = W · diag(1/scale) and b′ = b + offset · W · 1 − W′ · shift. The sums are taken in double and with W′ as it
    /// was rounded, so that an input at the shift of its column gives what it did.
    /// </summary>
    /// <remarks>
    /// Inference then adds up numbers of the size of W′ x: where a column lies far from 0 for its spread, digits are lost, in single
    /// precision about as many as |shift| / scale has. From 10⁴ on, keep the scaler and call Transform.
    /// </remarks>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="layer">A layer that takes the inputs: <c>net.Layer1</c>.</param>
    /// <exception cref="ArgumentException">
    /// The layer has another number of inputs, no biases where they are needed, or would get a weight that is infinite; nothing was written.
    /// </exception>
    public void FoldInto<T>(LayerView<T> layer)
        where T : unmanaged, IFloatingPointIeee754<T> => FoldInto(layer, nameof(layer), nameof(layer));

    /// <summary>
    /// Puts the way back from scaled targets into the last layer: the network then answers in the units of the targets. Once, after
    /// training; to train on, keep a copy of the parameters from before.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="network">The network, which was trained on targets that this scaler scaled.</param>
    /// <exception cref="ArgumentException">
    /// The network has another number of outputs, another activation than <see cref="Activation.Identity"/> or no biases in its last
    /// layer, or would get a weight that is infinite; nothing was written.
    /// </exception>
    public void FoldInverseInto<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        LayerInfo last = network.Layers[^1];
        CheckIsDense(last, "last", nameof(network));
        if (last.Activation != Activation.Identity)
        {
            throw new ArgumentException(
                $"{last.Name}, the last layer, has the activation {last.Activation}, behind which nothing can be scaled; Identity was expected.",
                nameof(network));
        }

        FoldInverseInto(new LayerView<T>(network.Parameters, last.Weights, last.Biases), last.Name + ", the last layer,", nameof(network));
    }

    /// <summary>The same for a layer, whose activation must be the identity: W′ = diag(scale) · W and b′ = (b − offset) · scale + shift.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="layer">The layer that gives the outputs.</param>
    /// <exception cref="ArgumentException">
    /// The layer has another number of units, no biases where they are needed, or would get a weight that is infinite; nothing was written.
    /// </exception>
    public void FoldInverseInto<T>(LayerView<T> layer)
        where T : unmanaged, IFloatingPointIeee754<T> => FoldInverseInto(layer, nameof(layer), nameof(layer));

    private static void CheckIsDense(LayerInfo layer, string which, string argument)
    {
        if (layer.Kind != "Dense")
        {
            throw new ArgumentException(
                $"{layer.Name}, the {which} layer, is a {layer.Kind}; a Dense was expected, whose weights and biases can be scaled: keep the scaler beside the network.",
                argument);
        }
    }

    private protected static void CheckVectors(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.HasClasses)
        {
            throw new ArgumentException("The targets of data are classes, which have no scale; target vectors were expected.", nameof(data));
        }
    }

    /// <summary>Checks numbers that come from outside: as many for each column, finite.</summary>
    private protected static void CheckNumbers(ReadOnlySpan<double> numbers, int length, string name)
    {
        if (numbers.IsEmpty || numbers.Length != length)
        {
            throw new ArgumentException(
                $"The length of {name} is {numbers.Length}; {(length == 0 ? "at least 1" : length)} was expected, a number for each column.", name);
        }

        for (int c = 0; c < numbers.Length; c++)
        {
            if (!double.IsFinite(numbers[c]))
            {
                throw new ArgumentException(FormattableString.Invariant($"{name}[{c}] is {numbers[c]}; a finite number was expected."), name);
            }
        }
    }

    private protected static ArgumentException SpreadTooFar(int column) =>
        new($"Column {column} spreads further than a double can tell; smaller numbers were expected.");

    private static string Added(double number) => number < 0 ? $" − {Text(-number)}" : $" + {Text(number)}";

    private static string Text(double number) => number.ToString("G4", CultureInfo.InvariantCulture);

    private T[] Gather<T>(int count, Func<int, ReadOnlySpan<T>> rowOf)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rows = new T[count * Columns];
        int block = Math.Max(1, BlockLength / Columns);
        for (int first = 0; first < count; first += block)
        {
            int end = Math.Min(count, first + block);
            for (int i = first; i < end; i++)
            {
                rowOf(i).CopyTo(rows.AsSpan(i * Columns));
            }

            Transform(rows.AsSpan(first * Columns, (end - first) * Columns));
        }

        return rows;
    }

    private void Run<TDirection, T>(ReadOnlySpan<T> rows, Span<T> destination)
        where TDirection : struct, IScalingDirection
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (rows.Length % Columns != 0)
        {
            throw new ArgumentException($"The length of rows is {rows.Length}; a multiple of {Columns} (one row) was expected.", nameof(rows));
        }

        if (destination.Length != rows.Length)
        {
            throw new ArgumentException(
                $"The length of destination is {destination.Length}; {rows.Length} was expected, that of rows.", nameof(destination));
        }

        if (rows.Overlaps(destination, out int distance) && distance != 0)
        {
            throw new ArgumentException("destination overlaps rows in part; the same memory or none of it was expected.", nameof(destination));
        }

        _loop.Run<TDirection, T>(rows, destination);
    }

    // The layer is called by what the caller knows of it, and so is the argument that it came in.
    private void FoldInto<T>(LayerView<T> layer, string name, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckColumns(layer.Weights.Columns, "input", name, argument);
        LayerFolding.ScaleInputs(layer, new ColumnScaling(Shifts, Divisors, Offset), name, argument);
    }

    private void FoldInverseInto<T>(LayerView<T> layer, string name, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        CheckColumns(layer.Weights.Rows, "unit", name, argument);
        LayerFolding.UnscaleOutputs(layer, new ColumnScaling(Shifts, Divisors, Offset), name, argument);
    }

    private void CheckColumns(int columns, string what, string name, string argument)
    {
        if (columns != Columns)
        {
            throw new ArgumentException(
                $"{name} has {Counted.Of(columns, what)}; {Columns} {(Columns == 1 ? "was" : "were")} expected, the columns of the scaler.", argument);
        }
    }
}
