using System.Numerics;

namespace CompiledNet;

/// <content>Training of networks of sequences of any length on recordings.</content>
public static partial class Trainer
{
    /// <summary>
    /// Trains a network on recordings: cuts them into windows, of which <see cref="TrainingOptions.BatchSize"/> are a batch. The error-to-signal ratio
    /// (<see cref="Metric.ErrorToSignal"/>) is measured beside the loss; a step counts as a sample for loss, accuracy and metrics.
    /// </summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network, which must declare a loss.</param>
    /// <param name="recordings">What to learn.</param>
    /// <param name="windows">How they are cut.</param>
    /// <param name="options">The training. What is said of single samples (weights, augmentation, ValidationFraction) must not be set, nor Validation.</param>
    /// <param name="validation">
    /// Recordings to validate with after each epoch, each as a whole, to its last step, with the warm-up in zeros before it; none if null.
    /// </param>
    /// <param name="cancellationToken">Stops the training between two batches.</param>
    /// <returns>What happened.</returns>
    /// <exception cref="ArgumentException">Recordings, windows and network do not fit, or the options cannot be meant so.</exception>
    /// <exception cref="InvalidOperationException">
    /// The network declares no loss; or <see cref="TrainingOptions.ResumeFrom"/> was saved in the middle of an epoch, and windows carry their state.
    /// </exception>
    public static TrainingHistory Fit<T>(
        ISequenceNetwork<T> network,
        IReadOnlyList<SequenceRecording<T>> recordings,
        RecordingWindows windows,
        TrainingOptions options,
        IReadOnlyList<SequenceRecording<T>>? validation = null,
        CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(options);
        return TeamLink.Run(options, link => Fit(network, recordings, windows, options, validation, link, cancellationToken));
    }

    private static TrainingHistory Fit<T>(
        ISequenceNetwork<T> network,
        IReadOnlyList<SequenceRecording<T>> recordings,
        RecordingWindows windows,
        TrainingOptions options,
        IReadOnlyList<SequenceRecording<T>>? validation,
        TeamLink? link,
        CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        OptionChecks.CheckLoss(network);
        OptionChecks.CheckForRecordings(options);
        OptionChecks.CheckTogether(options);
        RecordingPiece[] pieces = windows.PiecesToLearn(recordings, network.InputSize, network.OutputSize, options.BatchSize);
        int steps = Math.Max(windows.Steps, windows.WarmUp);
        int lanes = Math.Min(options.BatchSize, pieces.Length);
        Workspace<T> workspace = Create();
        var training = new RecordingPass<T>(network, workspace, lanes, recordings, pieces, windows, options.Shuffle ? options.Seed : null);
        RecordingPass<T>? validating = validation is null ? null : new RecordingPass<T>(
            network,
            network.CreateWorkspace(batchSize: 1, steps),
            lanes: 1,
            validation,
            RecordingWindows.WholePieces(validation, network.InputSize, network.OutputSize),
            windows,
            shuffleSeed: null);
        IReadOnlyList<Metric> metrics = options.Metrics.Contains(Metric.ErrorToSignal) ? options.Metrics : [.. options.Metrics, Metric.ErrorToSignal];
        return new TrainingRun<T>(network, new TrainingOptions(options, metrics), workspace, training, validating, link, Create).Run(cancellationToken);

        Workspace<T> Create()
        {
            Workspace<T> made = network.CreateWorkspace(TeamLink.SamplesAtOnce(options, lanes), steps);
            made.Threads = options.Threads;
            return made;
        }
    }

    /// <summary>The error-to-signal ratio Σ (ŷ − y)² / Σ y² of a whole recording.</summary>
    /// <remarks>
    /// Zero state is not what silence leaves behind: biases give hidden layers of a convolution other numbers than 0. A network that was trained on windows
    /// with a warm-up has heard as many zeros before the first step of a recording.
    /// </remarks>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="recording">The recording.</param>
    /// <param name="warmUp">Steps of zeros that go through the network first, from zero state; at least 0.</param>
    /// <returns>The ratio: 0 is perfect, 1 as good as silence.</returns>
    /// <exception cref="ArgumentException">The recording does not fit the network, or has no step.</exception>
    public static double MeasureErrorToSignal<T>(ISequenceNetwork<T> network, SequenceRecording<T> recording, int warmUp = 0)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(recording);
        ArgumentOutOfRangeException.ThrowIfNegative(warmUp);
        int steps = RecordingWindows.StepsOf(recording, 0, network.InputSize, network.OutputSize);
        if (steps == 0)
        {
            throw new ArgumentException("The recording has no step.", nameof(recording));
        }

        var output = new T[recording.Target.Length];
        SequenceStream<T> stream = network.CreateStream();
        stream.Process(new T[warmUp * network.InputSize], new T[warmUp * network.OutputSize]);
        stream.Process(recording.Input.Span, output);
        ReadOnlySpan<T> target = recording.Target.Span;
        double errors = 0;
        double squares = 0;
        for (int i = 0; i < output.Length; i++)
        {
            double y = double.CreateTruncating(target[i]);
            double error = double.CreateTruncating(output[i]) - y;
            errors += error * error;
            squares += y * y;
        }

        return SignalRatio.Of(errors, squares);
    }
}
