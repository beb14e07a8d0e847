using System.Numerics;

namespace CompiledNet;

public static partial class Trainer
{
    /// <summary>Trains a network in place on a stream of batches, for sets larger than memory.</summary>
    /// <remarks>
    /// <para>
    /// Each epoch goes through the stream once, from its beginning, in its order; with <see cref="TrainingOptions.BatchesPerEpoch"/> it takes that
    /// many batches, and the stream goes on where the epoch before ended and begins anew when it has come to its end. A batch has no more
    /// samples than <see cref="TrainingOptions.BatchSize"/>.
    /// </para>
    /// <para>
    /// The stream is read by a thread of its own, up to three batches ahead, and copied as it is read: the source may use its arrays again. What it
    /// throws arrives at the caller, once the batches before it were learned from. When Fit returns or throws, the source is no longer in use;
    /// so cancellation waits until the source has given the batch that it is at.
    /// </para>
    /// <para>
    /// For the rest it is the Fit of a data set, but for what looks at all samples beforehand: sample weights and a validation fraction are
    /// refused, and targets that happen to be one-hot give accuracy only under categorical cross-entropy.
    /// </para>
    /// </remarks>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="network">The network, which must declare a loss.</param>
    /// <param name="source">The batches; gone through again for every epoch.</param>
    /// <param name="options">How. A schedule needs <see cref="TrainingOptions.BatchesPerEpoch"/>.</param>
    /// <param name="cancellationToken">Stops the training between two steps.</param>
    /// <returns>The result of each epoch.</returns>
    /// <exception cref="ArgumentException">An option is refused, or a batch or the validation set does not fit the network.</exception>
    /// <exception cref="InvalidOperationException">
    /// The network declares no loss, or the stream gave no batch, or less than were learned from before the training was saved; or the monitored
    /// metric has no meaning for what it gave, or never had a value until <see cref="TrainingOptions.Patience"/> ran out.
    /// </exception>
    /// <exception cref="TrainingDivergedException">
    /// The loss or a parameter became NaN or infinite; the network is as it was after its best epoch.
    /// </exception>
    /// <exception cref="NetworkFileException">
    /// <see cref="TrainingOptions.ResumeFrom"/> is damaged, or of another training; network and optimizer are as they were.
    /// </exception>
    /// <exception cref="OperationCanceledException">The training was cancelled.</exception>
    public static TrainingHistory Fit<T>(
        INetwork<T> network, IEnumerable<Batch<T>> source, TrainingOptions options, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        return TeamLink.Run(options, link => Fit(network, source, options, link, cancellationToken));
    }

    private static TrainingHistory Fit<T>(
        INetwork<T> network, IEnumerable<Batch<T>> source, TrainingOptions options, TeamLink? link, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using ReadAhead<T> stream = BeginStream(network, options, link, out TrainingRun<T> run);
        var reader = new Thread(() => stream.Read(source)) { IsBackground = true, Name = "CompiledNet reader" };
        reader.Start();
        try
        {
            return run.Run(cancellationToken);
        }
        finally
        {
            stream.Stop();
            reader.Join();
        }
    }

    /// <summary>
    /// The same for an asynchronous stream. The training runs on a thread of its own, where progress is told and callbacks are called; the
    /// source gets a token too, which is cancelled when the caller's is and when the training ends, however it ends: a source that waits for data
    /// is not waited for. What such a source then throws is of no account.
    /// </summary>
    /// <inheritdoc cref="Fit{T}(INetwork{T}, IEnumerable{Batch{T}}, TrainingOptions, CancellationToken)"/>
    public static Task<TrainingHistory> FitAsync<T>(
        INetwork<T> network, IAsyncEnumerable<Batch<T>> source, TrainingOptions options, CancellationToken cancellationToken = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        TeamLink? link = TeamLink.Of(options);
        TrainingRun<T>? run = null;
        ReadAhead<T> stream = TeamLink.Run(link, () => BeginStream(network, options, link, out run));
        return RunAsync(stream, run!, link, source, cancellationToken);
    }

    private static async Task<TrainingHistory> RunAsync<T>(
        ReadAhead<T> stream, TrainingRun<T> run, TeamLink? link, IAsyncEnumerable<Batch<T>> source, CancellationToken cancellationToken)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        using (stream)
        {
            // A source may wait for data that will not come before the training ends.
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            CancellationToken sourceToken = ending.Token;

            // Away from the caller's thread, whose synchronization context the source would otherwise come back to.
            Task reading = Task.Run(() => stream.ReadAsync(source, sourceToken), CancellationToken.None);
            try
            {
                return await Task.Factory.StartNew(
                    () => TeamLink.Run(link, () => run.Run(cancellationToken)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                    .ConfigureAwait(false);
            }
            catch (OperationCanceledException error) when (error.CancellationToken == sourceToken && cancellationToken.IsCancellationRequested)
            {
                // The source tells of its own token; the caller knows the one that was cancelled.
                throw new OperationCanceledException(error.Message, error, cancellationToken);
            }
            finally
            {
                // In this order: once stopped, nobody looks at what the source throws. What its callbacks throw must not hide how the training ended.
                stream.Stop();
                await ending.CancelAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await reading.ConfigureAwait(false);
            }
        }
    }

    private static ReadAhead<T> BeginStream<T>(INetwork<T> network, TrainingOptions options, TeamLink? link, out TrainingRun<T> run)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        OptionChecks.CheckLoss(network);
        OptionChecks.CheckTogether(options);
        OptionChecks.CheckForStream<T>(options, network.OutputSize);
        DataSet<T>? validation = OptionChecks.ValidationSet(network, options);

        Workspace<T> workspace = network.CreateWorkspace(TeamLink.SamplesAtOnce(options, options.BatchSize));
        workspace.Threads = options.Threads;
        var stream = new ReadAhead<T>(network, options);
        var training = new StreamPass<T>(network, workspace, stream, options);
        DataPass<T>? validating = validation is null ? null : new DataPass<T>(network, validation, workspace, Accuracy.ContextOf(network, validation));
        run = new TrainingRun<T>(network, options, workspace, training, validating, link);
        return stream;
    }
}
