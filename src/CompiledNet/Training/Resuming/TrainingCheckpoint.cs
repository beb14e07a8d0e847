using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>Writes where a training stands, and brings another one there.</summary>
/// <param name="network">The network.</param>
/// <param name="options">The options.</param>
/// <param name="optimizer">The optimizer, in use for the network.</param>
/// <param name="step">Knows the learning rates.</param>
/// <param name="best">The best epoch.</param>
/// <param name="trained">What metrics have summed over the batches of the epoch.</param>
/// <param name="metrics">Those besides loss and accuracy.</param>
/// <param name="state">Epoch, batch and step.</param>
/// <param name="history">The epochs that have ended.</param>
/// <param name="settings">Gives what must not differ; asked once, when it is wanted.</param>
internal sealed class TrainingCheckpoint<T>(
    INetwork<T> network,
    TrainingOptions options,
    Optimizer optimizer,
    TrainingStep<T> step,
    BestEpoch<T> best,
    MetricSet<T> trained,
    Metric[] metrics,
    TrainingState state,
    TrainingHistory history,
    Lazy<KeyValuePair<string, string>[]> settings)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string Prefix = "training.";
    private const string DigestKey = Prefix + "digest";

    // The parameters of a training that has gone astray, or a metric, may be infinite or NaN; the run would have gone on with them.
    private static readonly NetworkLoadOptions s_loading = new() { AllowNonFinite = true };

    private readonly int _columns = HistoryNumbers.Columns(metrics.Length);

    /// <summary>Whether the epoch of the state has ended.</summary>
    private bool IsAfterEpoch => history.Count == state.Epoch;

    /// <summary>Writes a file.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="elapsed">Time since the training began.</param>
    /// <exception cref="NotSupportedException">In the middle of an epoch, a metric cannot say what it has added up.</exception>
    public void Write(Stream stream, TimeSpan elapsed)
    {
        var rows = new double[history.Count * _columns];
        for (int i = 0; i < history.Count; i++)
        {
            HistoryNumbers.Write(history[i], rows.AsSpan(i * _columns, _columns));
        }

        double[] sums = Sums();
        var tensors = new TrainingTensors<T>(network, best.Parameters, optimizer.TensorsInUse<T>(), sums.Length, history.Count, _columns)
        {
            Sums = sums,
            History = rows,
        };
        List<KeyValuePair<string, string>> numbers = Numbers(elapsed);
        TensorWriter.Write(
            stream,
            tensors,
            [.. NetworkFiles.Describe(network), .. numbers, new(DigestKey, DigestOf(numbers.Select(number => number.Key), numbers.Select(number => number.Value)))]);
    }

    /// <summary>Reads a file. Everything is checked before anything is changed.</summary>
    /// <param name="stream">At the file's beginning.</param>
    /// <param name="isFile">Whether nothing may follow it.</param>
    /// <returns>Time from the beginning of the training until it was saved.</returns>
    /// <exception cref="NetworkFileException">It does not fit; nothing was changed.</exception>
    public TimeSpan Read(Stream stream, bool isFile)
    {
        TensorHeader header = TensorHeader.Read(stream);
        NetworkFiles.CheckActivations(network, header);
        TrainingSettings.Check(header, settings.Value);
        optimizer.CheckInUse<T>(header);
        CheckRates(header);
        int epoch = Epoch(header);
        int ended = (int)Count(header, "ended", Math.Min(epoch, Array.MaxLength / _columns));
        if (ended < epoch - 1)
        {
            throw new NetworkFileException($"It was saved in epoch {epoch}, and {ended} are said to have ended; {epoch - 1} or {epoch} were expected.");
        }

        int batch = (int)Count(header, "batch", state.Batches ?? int.MaxValue);
        long steps = Count(header, "step", long.MaxValue - 1);
        int samples = (int)Count(header, "samples", int.MaxValue);
        (int Epoch, double Value) saved = ((int)Count(header, "bestEpoch", ended), Number(header, "bestValue"));
        (int Epoch, double Value) counted = ((int)Count(header, "countedEpoch", ended), Number(header, "countedValue"));
        var elapsed = TimeSpan.FromTicks(Count(header, "ticks", TimeSpan.MaxValue.Ticks / 2));
        (double factor, double scheduled) = (SavedNumbers.Read(header, Prefix + "rateFactor"), SavedNumbers.Read(header, Prefix + "scheduledRate"));
        (double loss, double rate, double norm) = (Number(header, "loss"), Number(header, "rate"), Number(header, "gradientNorm"));

        CheckDigest(header);
        int sums = ended == epoch ? 0 : Taken().Length;
        var tensors = new TrainingTensors<T>(network, best.Parameters, optimizer.TensorsInUse<T>(), sums, ended, _columns);
        TensorReader<T>.Load(stream, header, tensors, s_loading, isFile);

        optimizer.Apply(header);
        best.Set(saved, counted);
        for (int i = 0; i < ended; i++)
        {
            history.Add(HistoryNumbers.Read(tensors.History.AsSpan(i * _columns, _columns), i + 1, options.Epochs, metrics));
        }

        history.SetBest(best.Epoch);
        (state.Epoch, state.Batch, state.Step, state.Samples) = (epoch, batch, steps, samples);
        step.Resume(factor, scheduled, steps > 0 ? rate : step.BaseRate);
        (state.Loss, state.LearningRate, state.GradientNorm) = (loss, rate, double.IsNaN(norm) ? null : norm);
        if (sums > 0)
        {
            trained.ExchangeSums(new MetricSums(tensors.Sums));
        }

        return elapsed;
    }

    private static void Add<TValue>(List<KeyValuePair<string, string>> metadata, string name, TValue value)
        where TValue : IFormattable => metadata.Add(new(Prefix + name, value.ToString(null, CultureInfo.InvariantCulture)));

    private static string DigestOf(IEnumerable<string> keys, IEnumerable<string> values)
    {
        var digest = default(Digest);
        foreach ((string key, string value) in keys.Zip(values))
        {
            digest.Add<int>([key.Length, value.Length]);
            digest.Add<char>(key);
            digest.Add<char>(value);
        }

        return digest.ToString();
    }

    private static long Count(TensorHeader header, string name, long most) => SavedNumbers.ReadCount(header, Prefix + name, most);

    private static double Number(TensorHeader header, string name) => SavedNumbers.ReadAny(header, Prefix + name);

    // What is said of the training and its optimizer.
    private List<KeyValuePair<string, string>> Numbers(TimeSpan elapsed)
    {
        List<KeyValuePair<string, string>> metadata = [.. settings.Value];
        optimizer.Describe(metadata);
        Add(metadata, "epochs", options.Epochs);
        Add(metadata, "epoch", state.Epoch);
        Add(metadata, "ended", history.Count);
        Add(metadata, "batch", state.Batch);
        Add(metadata, "step", state.Step);
        Add(metadata, "samples", state.Samples);
        Add(metadata, "loss", state.Loss);
        Add(metadata, "rate", state.LearningRate);
        Add(metadata, "gradientNorm", state.GradientNorm ?? double.NaN);
        Add(metadata, "baseRate", step.BaseRate);
        Add(metadata, "rateFactor", step.RateFactor);
        Add(metadata, "scheduledRate", step.LastScheduledRate);
        Add(metadata, "bestEpoch", best.Epoch);
        Add(metadata, "bestValue", best.Value);
        Add(metadata, "countedEpoch", best.CountedEpoch);
        Add(metadata, "countedValue", best.CountedValue);
        Add(metadata, "ticks", elapsed.Ticks);
        return metadata;
    }

    // Numbers that are damaged to others of the same range, a step or a batch, would go on as another training.
    private void CheckDigest(TensorHeader header)
    {
        string[] keys = [.. Numbers(TimeSpan.Zero).Select(number => number.Key)];
        string saved = SavedNumbers.ReadText(header, DigestKey);
        string digest = DigestOf(keys, keys.Select(key => SavedNumbers.ReadText(header, key)));
        if (saved != digest)
        {
            throw new NetworkFileException(
                $"The metadata of the header have '{DigestKey}' = '{TensorHeader.Shorten(saved)}'; '{digest}' was expected, the digest of what they say of "
                + "the training: they are damaged.");
        }
    }

    // After an epoch they are no longer of use.
    private double[] Sums() => IsAfterEpoch ? [] : Taken();

    private double[] Taken()
    {
        var sums = new List<double>();
        trained.ExchangeSums(new MetricSums(sums));
        return [.. sums];
    }

    private int Epoch(TensorHeader header)
    {
        int epoch = (int)Count(header, "epoch", int.MaxValue);
        return epoch >= 1 && epoch <= options.Epochs
            ? epoch
            : throw new NetworkFileException($"It was saved in epoch {epoch}; one from 1 to {options.Epochs} was expected, the Epochs of the training which is to go on with it.");
    }

    // A schedule is an object without a name; but the rate of the last step was written down.
    private void CheckRates(TensorHeader header)
    {
        const double Rounding = 1e-6;

        double baseRate = Number(header, "baseRate");
        if (baseRate != step.BaseRate)
        {
            throw new NetworkFileException(
                $"It was saved by a training with the learning rate {SavedNumbers.Text(baseRate)}; {SavedNumbers.Text(step.BaseRate)} was expected, that of "
                + "the optimizer which is to go on with it.");
        }

        long steps = Count(header, "step", long.MaxValue - 1);
        double rate = Number(header, "rate");
        if (steps > 0
            && Count(header, "epochs", int.MaxValue) == options.Epochs
            && step.ScheduledRate(steps - 1) * SavedNumbers.Read(header, Prefix + "rateFactor") is double scheduled
            && !(Math.Abs(rate - scheduled) <= Rounding * Math.Abs(scheduled)))
        {
            throw new NetworkFileException(
                $"It was saved by a training whose step {steps} had the learning rate {SavedNumbers.Text(rate)}; {SavedNumbers.Text(scheduled)} was "
                + "expected, that of the Schedule which is to go on with it.");
        }
    }
}
