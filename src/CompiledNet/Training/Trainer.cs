using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Trains and evaluates any network on a data set or a stream of batches.
/// </summary>
/// <remarks>
/// Accuracy is the share of samples whose largest output is that of their class, where the data set has classes, its targets are
/// one-hot, or the loss is categorical cross-entropy; with one output and binary cross-entropy, the share of samples whose output
/// lies on the same side of ½ as the target. For anything else, a regression or several labels at once, it has no meaning and is null.
/// A training goes by its training set, for the validation set too; a part of a set goes by the whole. A vector in which several numbers are the
/// largest, or a vector of zeros, has no class: no output is right for it.
/// </remarks>
public static partial class Trainer
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
    /// <para>
    /// However the training ends, the optimizer has the learning rate and the number of threads that it had before; where it ends before the first
    /// step, a new one serves any network as it did.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network, which must declare a loss.</param>
    /// <param name="data">What to learn.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellationToken">Stops the training between two steps.</param>
    /// <returns>The result of each epoch.</returns>
    /// <exception cref="ArgumentException">
    /// The data, its weights or the validation set do not fit the network or each other, two options contradict each other, the monitored metric has
    /// no meaning for the data, or the optimizer is in use for another network.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The network declares no loss; or <see cref="TrainingOptions.Patience"/> ran out, and the monitored metric never had a value, or was NaN always; or
    /// another process of the <see cref="TrainingOptions.Team"/> has failed, or does not train the same.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or a parameter became NaN or infinite; the network is as it was after its best epoch.
    /// </exception>
    /// <exception cref="NetworkFileException">
    /// <see cref="TrainingOptions.ResumeFrom"/> is damaged, or of another training; network and optimizer are as they were.
    /// </exception>
    /// <exception cref="NotSupportedException">A metric cannot be measured where a team trains (<see cref="MetricAccumulator{T}.Combine"/>).</exception>
    /// <exception cref="OperationCanceledException">The training was cancelled, in this process or in another of the team.</exception>
    public static TrainingHistory Fit<T>(
        INetwork<T> network, DataSet<T> data, TrainingOptions options, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        return TeamLink.Run(options, link => Fit(network, data, options, link, cancellationToken));
    }

    private static TrainingHistory Fit<T>(
        INetwork<T> network, DataSet<T> data, TrainingOptions options, TeamLink? link, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        OptionChecks.CheckLoss(network);
        OptionChecks.CheckFits(network, data, nameof(data));
        OptionChecks.CheckTogether(options);
        OptionChecks.CheckAugmentation(options, network.InputSize);
        DataSet<T>? validation = OptionChecks.ValidationSet(network, options);
        T[]? weights = OptionChecks.Weights(data, options);
        MetricContext context = Accuracy.ContextOf(network, data);
        int[]? originals = null;
        if (options.ValidationFraction != 0)
        {
            (data, originals, weights, validation) = ValidationSplit.Of(data, weights, options);
        }

        int batchSize = Math.Min(options.BatchSize, link is null ? Math.Max(data.Count, validation?.Count ?? 0) : data.Count);
        Workspace<T> workspace = network.CreateWorkspace(TeamLink.SamplesAtOnce(options, batchSize));
        workspace.Threads = options.Threads;
        Augmenter<T>? augmenter = options.Augmentation is Augmentation augmentation ? new Augmenter<T>(augmentation, options.Seed, originals) : null;
        var training = new DataPass<T>(
            network, data, workspace, batchSize, context, weights, options.Shuffle ? options.Seed : null, originals, augmenter);
        DataPass<T>? validating = validation is null
            ? null
            : new DataPass<T>(network, validation, workspace, Accuracy.ContextOf(network, validation, context));
        return new TrainingRun<T>(network, options, workspace, training, validating, link).Run(cancellationToken);
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
        OptionChecks.CheckLoss(network);
        OptionChecks.CheckFits(network, data, nameof(data));

        Workspace<T> workspace = network.CreateWorkspace(Math.Min(BatchSize, data.Count));
        var pass = new DataPass<T>(network, data, workspace, Accuracy.ContextOf(network, data));
        var metrics = new MetricSet<T>([], pass.MetricContext);
        TrainingRun<T>.Measure(pass, metrics, cancellationToken);
        return new EvaluationResult { Count = data.Count, Loss = metrics.Loss, Accuracy = metrics.Accuracy };
    }

    /// <summary>
    /// Class weights that make every class count as much as any other, and average 1 over the samples: samples / (classes · samples of the
    /// class), as scikit-learn's <c>class_weight='balanced'</c>. For <see cref="TrainingOptions.ClassWeights"/>.
    /// </summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="data">Samples with classes.</param>
    /// <returns>A weight for each class; 0 for one without samples, which does not count among the classes.</returns>
    /// <exception cref="ArgumentException">The targets are vectors.</exception>
    public static double[] BalancedClassWeights<T>(DataSet<T> data)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(data);
        if (!data.HasClasses)
        {
            throw new ArgumentException("The targets of data are vectors; class indices were expected.", nameof(data));
        }

        var counts = new int[data.OutputSize];
        for (int sample = 0; sample < data.Count; sample++)
        {
            counts[data.ClassOf(sample)]++;
        }

        int classes = counts.Count(count => count > 0);
        return [.. counts.Select(count => count == 0 ? 0 : (double)data.Count / ((double)classes * count))];
    }
}
