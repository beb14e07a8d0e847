namespace CompiledNet;

/// <summary>How <see cref="Trainer"/> trains. Every property has a default; what is set is checked at once.</summary>
public sealed class TrainingOptions
{
    /// <summary>How often every sample is learned from, at least 1; 10 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs { get; init => field = FromOne(value, nameof(Epochs)); } = 10;

    /// <summary>
    /// Samples of one step, at least 1; 32 unless set. The last batch of an epoch has what is left over. Batches of a stream have their own
    /// sizes, of which this is the largest.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int BatchSize { get; init => field = FromOne(value, nameof(BatchSize)); } = 32;

    /// <summary>
    /// Where the training is from a stream, how many of its batches are an epoch, so that the stream may be endless, and a
    /// <see cref="Schedule"/> knows how long the training will be; null, unless set: an epoch is all of the stream. Of no account for a data set.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? BatchesPerEpoch { get; init => field = value is int v ? FromOne(v, nameof(BatchesPerEpoch)) : null; }

    /// <summary>
    /// Takes the steps; a new <see cref="Adam"/> unless set. It keeps its state after training, so that a second Fit of the same
    /// network with it goes on where the first stopped. A Fit of another network is refused, unless nothing is kept (<see cref="Sgd"/> without momentum)
    /// or <see cref="ResumeFrom"/> replaces it: in a loop over folds or settings, make optimizer and options anew for each network.
    /// </summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>
    /// The learning rate of each step; null, unless set, leaves the optimizer's as it is. It begins anew with every Fit, and afterwards the
    /// optimizer has the learning rate that it had before. A callback that sets <see cref="Optimizer.LearningRate"/> changes the rest of the schedule
    /// in the same proportion.
    /// </summary>
    public LearningRateSchedule? Schedule { get; init; }

    /// <summary>
    /// Multiplies the learning rate with a factor where the monitored metric does not improve, PyTorch's <c>ReduceLROnPlateau</c>; null unless set:
    /// never. With a <see cref="Schedule"/> the rest of it is lowered in the same proportion.
    /// </summary>
    public ReduceOnPlateau? ReduceOnPlateau { get; init; }

    /// <summary>
    /// λ of w ← w − η λ w before each step, η its learning rate; 0 unless set. Decoupled from the gradient, whatever the optimizer, as in
    /// <see cref="AdamW"/> and Keras's <c>weight_decay</c>. Only weights decay: biases do not, other than with the optimizers' own
    /// <c>weightDecay</c>, which this comes on top of.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double WeightDecay { get; init => field = Checked(value, nameof(WeightDecay)); }

    /// <summary>Brings each gradient into [−value, value] before the step (<see cref="GradientClipping.ByValue(Span{float}, double)"/>); null unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double? ClipValue { get; init => field = value is double v ? Checked(v, nameof(ClipValue)) : null; }

    /// <summary>
    /// The greatest norm of all gradients as one vector (<see cref="GradientClipping.ByGlobalNorm(Span{float}, double)"/>); null unless set. Not
    /// together with <see cref="ClipValue"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double? ClipNorm { get; init => field = value is double v ? Checked(v, nameof(ClipNorm)) : null; }

    /// <summary>
    /// A weight for each sample of the training set, in its order; null unless set. The loss of a batch is Σ wᵢ lᵢ / m, m its samples, as
    /// in Keras: weights that average 1 leave the size of the steps alone. Metrics and validation count every sample alike.
    /// </summary>
    public IReadOnlyList<double>? SampleWeights { get; init; }

    /// <summary>
    /// A weight for each class, which its samples' losses are multiplied with as by <see cref="SampleWeights"/> (and by both, where both are
    /// set); null unless set. Only for data with class indices. <see cref="Trainer.BalancedClassWeights"/> makes up for rare classes.
    /// </summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>
    /// Changes the inputs that are learned from, each sample anew in each epoch, such as <see cref="ImageAugmentation"/>; null unless set: they are as the
    /// set has them. What is validated with stays as it is. Not for a stream, whose batches are its own affair.
    /// </summary>
    public Augmentation? Augmentation { get; init; }

    /// <summary>
    /// Threads among which each step is shared, at least 1; 1 unless set. The network learns the same bits whatever the number.
    /// See <see cref="Workspace{T}.Threads"/>; the optimizer gets as many for the training, if it has fewer.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads { get; init => field = FromOne(value, nameof(Threads)); } = 1;

    /// <summary>
    /// The processes that train together, each of which calls Fit with the same network, data and options; null unless set: this process alone. Each batch is
    /// divided into <see cref="Shards"/>, which the processes share. Parameters, losses and metrics have the same bits whatever the number of processes.
    /// </summary>
    /// <remarks>
    /// Callbacks and <see cref="Progress"/> are those of process 0: a callback may save, stop, and set the learning rate, and must not change anything else that
    /// the training depends on. Batch normalization takes the statistics of each shard, and its running averages the mean of those. A metric of your own overrides
    /// <see cref="MetricAccumulator{T}.ExchangeSums"/> and <see cref="MetricAccumulator{T}.Combine"/>. An exception in one process ends the training in all.
    /// </remarks>
    public TrainingTeam? Team { get; init; }

    /// <summary>
    /// Parts of each batch that gradients are computed of one by one, and then added up in a fixed order; at least as many as the <see cref="Team"/> has processes;
    /// 8 unless set. Another number gives other bits. Of no account without a team.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Shards { get; init => field = FromOne(value, nameof(Shards)); } = 8;

    /// <summary>Whether the samples of each epoch come in a new random order; true unless set. A stream comes as it is.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Determines the random orders, and which samples <see cref="ValidationFraction"/> takes: the same seed trains to the same bits, on every
    /// machine where the network computes the same.
    /// </summary>
    public long Seed { get; init; }

    /// <summary>
    /// Samples that are not learned from: after each epoch the network's loss and metrics on them are measured. A
    /// <see cref="DataSet{T}"/> of the network's number type.
    /// </summary>
    public DataSet? Validation { get; init; }

    /// <summary>
    /// The share of the training set, between 0 and 1, that is kept apart for validation: drawn by the seed, and stratified as
    /// <see cref="DataSet{T}.Split"/> does. 0, unless set, takes nothing. Not together with <see cref="Validation"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, 1 or more, or NaN.</exception>
    public double ValidationFraction { get; init => field = CheckedShare(value, nameof(ValidationFraction)); }

    /// <summary>What is measured besides loss and accuracy, which always are; nothing unless set.</summary>
    /// <exception cref="ArgumentException">The list, or a metric in it, is null.</exception>
    public IReadOnlyList<Metric> Metrics { get; init => field = CheckedList(value, nameof(Metrics)); } = [];

    /// <summary>
    /// The metric by which one epoch is better than another, over the validation set if there is one, else over the training set;
    /// <see cref="Metric.Loss"/> unless set. One that has no meaning for that set, such as the accuracy of a regression, is refused; no value and NaN
    /// are no improvement.
    /// </summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public Metric Monitor { get; init => field = CheckedMetric(value, nameof(Monitor)); } = Metric.Loss;

    /// <summary>
    /// Stops the training when the monitored metric has not improved for so many epochs, at least 1; null, unless set: never. Without a validation set
    /// that is the metric over the training set, which says nothing of overfitting. Unless
    /// <see cref="RestoreBest"/> says otherwise, the network then has the parameters of the best epoch.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int? Patience { get; init => field = value is int v ? FromOne(v, nameof(Patience)) : null; }

    /// <summary>By how much the monitored metric must improve for <see cref="Patience"/> to begin anew, 0 or more; more than 0 unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double MinImprovement { get; init => field = Checked(value, nameof(MinImprovement)); }

    /// <summary>
    /// Whether the network gets the parameters back that it had after the best epoch, whyever the training ended, cancellation excepted;
    /// null, unless set: where there is a <see cref="Patience"/>. The optimizer's state stays that of the last step.
    /// </summary>
    public bool? RestoreBest { get; init; }

    /// <summary>
    /// A file that <see cref="TrainingState.Save"/> has written: the training goes on where the one was that wrote it, and its results are the
    /// same bits as if that one had never stopped. Null, unless set: it begins anew.
    /// </summary>
    /// <remarks>
    /// Network, data and options must be those of that training, the optimizer of its kind and settings; what can be told to differ is refused.
    /// <see cref="Epochs"/>, unless less than were begun, <see cref="Patience"/>, <see cref="MinImprovement"/>, <see cref="RestoreBest"/>,
    /// <see cref="Threads"/>, <see cref="Callbacks"/> and <see cref="Progress"/> may be others.
    /// Of a stream the batches that were learned from are read again, and passed over; that they are the same is the caller's to see to.
    /// </remarks>
    public string? ResumeFrom { get; init; }

    /// <summary>Are called after each batch and each epoch, in this order; none unless set.</summary>
    /// <exception cref="ArgumentException">The list, or a callback in it, is null.</exception>
    public IReadOnlyList<TrainingCallback> Callbacks { get; init => field = CheckedList(value, nameof(Callbacks)); } = [];

    /// <summary>
    /// Is told the result of each epoch when it ends, on the thread that trains. <see cref="TrainingProgress"/> acts at once and in order, such as
    /// <see cref="TrainingProgress.ToConsole"/>; .NET's own <see cref="Progress{T}"/> hands every report to another thread, where it may come
    /// late, out of order, or after the training has returned.
    /// </summary>
    public IProgress<EpochResult>? Progress { get; init; }

    /// <summary>Options with the default of each.</summary>
    public TrainingOptions()
    {
    }

    /// <summary>The same options with other metrics.</summary>
    internal TrainingOptions(TrainingOptions other, IReadOnlyList<Metric> metrics)
    {
        Epochs = other.Epochs;
        BatchSize = other.BatchSize;
        BatchesPerEpoch = other.BatchesPerEpoch;
        Optimizer = other.Optimizer;
        Schedule = other.Schedule;
        ReduceOnPlateau = other.ReduceOnPlateau;
        WeightDecay = other.WeightDecay;
        ClipValue = other.ClipValue;
        ClipNorm = other.ClipNorm;
        SampleWeights = other.SampleWeights;
        ClassWeights = other.ClassWeights;
        Augmentation = other.Augmentation;
        Threads = other.Threads;
        Team = other.Team;
        Shards = other.Shards;
        Shuffle = other.Shuffle;
        Seed = other.Seed;
        ValidationFraction = other.ValidationFraction;
        Monitor = other.Monitor;
        Patience = other.Patience;
        MinImprovement = other.MinImprovement;
        RestoreBest = other.RestoreBest;
        ResumeFrom = other.ResumeFrom;
        Callbacks = other.Callbacks;
        Progress = other.Progress;
        Metrics = metrics;
        Validation = other.Validation;
    }

    private static double Checked(double value, string name) => value >= 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not negative.");

    private static double CheckedShare(double value, string name) => value is >= 0 and < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0 and less than 1.");

    private static int FromOne(int value, string name) => value >= 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 1.");

    private static Metric CheckedMetric(Metric? value, string name) =>
        value ?? throw new ArgumentNullException(name, $"{name} is null; a metric was expected, such as Metric.Loss.");

    private static IReadOnlyList<TItem> CheckedList<TItem>(IReadOnlyList<TItem>? value, string name)
        where TItem : class
    {
        if (value is null)
        {
            throw new ArgumentNullException(name, $"{name} is null; a list was expected, which may be empty.");
        }

        for (int i = 0; i < value.Count; i++)
        {
            if (value[i] is null)
            {
                throw new ArgumentException($"{name}[{i}] is null; an object of the class {typeof(TItem).Name} was expected.", name);
            }
        }

        return value;
    }
}
