using System.Diagnostics;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Trains and evaluates any network on a data set.
/// </summary>
/// <remarks>
/// Accuracy is the share of samples whose largest output is that of their class, where the data set has classes, its targets are
/// one-hot, or the loss is categorical cross-entropy; with one output and binary cross-entropy, the share of samples whose output
/// lies on the same side of ½ as the target. For anything else, a regression say, it has no meaning and is null.
/// </remarks>
public static class Trainer
{
    /// <summary>Trains a network in place.</summary>
    /// <remarks>
    /// <para>
    /// Each epoch goes through all samples once, in batches, in an order drawn from the seed; each batch is one Forward, one Backward
    /// and one step of the optimizer. The same network, data, options and seed give the same bits. After the first epoch nothing is
    /// allocated but the result of each.
    /// </para>
    /// <para>
    /// Cancellation throws, as everywhere in .NET, so that a task which runs Fit becomes cancelled and no caller takes half a training
    /// for a whole one. It is looked for between steps: the network holds the parameters of its last whole step and may be used, or
    /// trained on. The results of the epochs until then were told to <see cref="TrainingOptions.Progress"/>.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network, which must declare a loss.</param>
    /// <param name="data">What to learn.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the training between two steps.</param>
    /// <returns>The result of each epoch.</returns>
    /// <exception cref="ArgumentException">
    /// The data or the validation set does not fit the network, or the optimizer is in use for another one.
    /// </exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="TrainingDivergedException">The loss became NaN or infinite.</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static TrainingHistory Fit<T>(
        INetwork<T> network, DataSet<T> data, TrainingOptions options, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        CheckLoss(network);
        CheckFits(network, data, nameof(data));
        DataSet<T>? validation = ValidationSet(network, options);

        Optimizer optimizer = options.Optimizer ?? new Adam();
        optimizer.Threads = Math.Max(optimizer.Threads, options.Threads);
        optimizer.PrepareAny<T>(network.Parameters);
        int batchSize = Math.Min(options.BatchSize, Math.Max(data.Count, validation?.Count ?? 0));
        Workspace<T> workspace = network.CreateWorkspace(batchSize);
        workspace.Threads = options.Threads;
        var training = new DataPass<T>(network, data, workspace);
        DataPass<T>? validating = validation is null ? null : new DataPass<T>(network, validation, workspace);

        var random = new SeededRandom(options.Seed, Splitter.ShuffleStream);
        var history = new TrainingHistory(options.Epochs);
        long start = Stopwatch.GetTimestamp();
        for (int epoch = 1; epoch <= options.Epochs; epoch++)
        {
            if (options.Shuffle)
            {
                training.Shuffle(ref random);
            }

            Score trained = Train(network, training, workspace, optimizer, epoch, cancellationToken);
            Score? validated = validating is null ? null : Measure(validating, cancellationToken);
            var result = new EpochResult
            {
                Epoch = epoch,
                Epochs = options.Epochs,
                TrainingLoss = trained.Loss,
                TrainingAccuracy = trained.Accuracy,
                ValidationLoss = validated?.Loss,
                ValidationAccuracy = validated?.Accuracy,
                Elapsed = Stopwatch.GetElapsedTime(start),
            };
            history.Add(result);
            options.Progress?.Report(result);
        }

        return history;
    }

    /// <summary>Measures a network without changing it.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network, which must declare a loss.</param>
    /// <param name="data">What to measure it on.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <returns>Its loss and accuracy.</returns>
    /// <exception cref="ArgumentException">The data does not fit the network.</exception>
    /// <exception cref="InvalidOperationException">The network declares no loss.</exception>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public static EvaluationResult Evaluate<T>(
        INetwork<T> network, DataSet<T> data, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int BatchSize = 64;

        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        CheckLoss(network);
        CheckFits(network, data, nameof(data));

        Workspace<T> workspace = network.CreateWorkspace(Math.Min(BatchSize, data.Count));
        Score score = Measure(new DataPass<T>(network, data, workspace), cancellationToken);
        return new EvaluationResult { Count = data.Count, Loss = score.Loss, Accuracy = score.Accuracy };
    }

    private static Score Train<T>(
        INetwork<T> network,
        DataPass<T> pass,
        Workspace<T> workspace,
        Optimizer optimizer,
        int epoch,
        CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var score = default(Tally);
        for (int batch = 0; batch < pass.BatchCount; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pass.Forward(batch);
            double loss = pass.Backward();
            if (!double.IsFinite(loss))
            {
                throw new TrainingDivergedException(epoch, batch + 1, pass.BatchCount, loss);
            }

            optimizer.StepAny(network.Parameters, workspace.Gradients);
            score.Add(loss, pass.CountCorrect(), pass.SampleCount);
        }

        return score.Mean(pass.HasAccuracy);
    }

    private static Score Measure<T>(DataPass<T> pass, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var score = default(Tally);
        for (int batch = 0; batch < pass.BatchCount; batch++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pass.Forward(batch);
            score.Add(pass.EvaluateLoss(), pass.CountCorrect(), pass.SampleCount);
        }

        return score.Mean(pass.HasAccuracy);
    }

    private static void CheckLoss<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (network.Loss == Loss.None)
        {
            throw new InvalidOperationException(
                $"{network.GetType().Name} declares no loss, which training and evaluation need: give its [Network] attribute one, such "
                + "as Loss = Loss.MeanSquaredError. With a loss of your own, train through BackwardFrom instead.");
        }
    }

    private static DataSet<T>? ValidationSet<T>(INetwork<T> network, TrainingOptions options)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (options.Validation)
        {
            case null:
                return null;
            case DataSet<T> validation:
                CheckFits(network, validation, "options.Validation");
                return validation;
            default:
                throw new ArgumentException(
                    $"options.Validation is of another number type than the network; a DataSet<{typeof(T).Name}> was expected.",
                    nameof(options));
        }
    }

    private static void CheckFits<T>(INetwork<T> network, DataSet<T> data, string name)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (data.InputSize != network.InputSize || data.OutputSize != network.OutputSize)
        {
            throw new ArgumentException(
                $"{name} has {data.InputSize} inputs and {data.OutputSize} outputs for each sample; {network.InputSize} and "
                + $"{network.OutputSize} were expected, those of {network.GetType().Name}.",
                name);
        }
    }

    /// <summary>The mean loss of some samples, and the share of them that is correct.</summary>
    private readonly record struct Score(double Loss, double? Accuracy);

    /// <summary>Adds up batches of different sizes.</summary>
    private struct Tally
    {
        private double _loss;
        private long _correct;
        private long _samples;

        public void Add(double meanLoss, int correct, int samples)
        {
            _loss += meanLoss * samples;
            _correct += correct;
            _samples += samples;
        }

        public readonly Score Mean(bool hasAccuracy) =>
            new(_loss / _samples, hasAccuracy ? (double)_correct / _samples : null);
    }
}
