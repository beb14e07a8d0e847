using System.Diagnostics;
using System.Numerics;

namespace CompiledNet;

/// <summary>One training, from its first step to its history, wherever the batches come from.</summary>
internal sealed class TrainingRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INetwork<T> _network;
    private readonly TrainingOptions _options;
    private readonly BatchPass<T> _training;
    private readonly BatchPass<T>? _validation;
    private readonly Metric[] _metrics;
    private readonly MetricSet<T> _trained;
    private readonly MetricSet<T>? _validated;
    private readonly Optimizer _optimizer;
    private readonly TrainingStep<T> _step;
    private readonly BestEpoch<T> _best;
    private readonly PlateauWatch? _plateau;
    private readonly TrainingState _state;
    private readonly TrainingHistory _history;
    private readonly TrainingCheckpoint<T> _checkpoint;

    // Null where the process trains alone.
    private readonly TeamTraining<T>? _team;

    // Those of another process of the team are called there.
    private readonly IReadOnlyList<TrainingCallback> _callbacks;
    private readonly Lazy<KeyValuePair<string, string>[]> _settings;
    private readonly long _start = Stopwatch.GetTimestamp();

    // The parameters as they were when the epoch began, if one of them was infinite then.
    private T[]? _infinite;

    // What was wrong with the parameters before the first step.
    private readonly DivergenceCause? _faultBefore;

    // What the optimizer was before.
    private readonly int _threads;
    private readonly bool _wasInUse;

    // Time that the training took before it was saved, if it goes on.
    private TimeSpan _before;

    public TrainingRun(
        INetwork<T> network,
        TrainingOptions options,
        Workspace<T> workspace,
        BatchPass<T> training,
        BatchPass<T>? validation,
        TeamLink? link = null,
        Func<Workspace<T>>? createWorkspace = null)
    {
        _network = network;
        _options = options;
        Optimizer optimizer = options.Optimizer ?? new Adam();
        _optimizer = optimizer;
        _training = training;
        _validation = validation;
        OptionChecks.CheckMetrics(options, network.OutputSize);
        MonitorChecks.CheckMeaning(options, validation ?? training, validation is not null);
        _metrics = OptionChecks.OtherMetrics(options);
        _trained = new MetricSet<T>(_metrics, training.MetricContext);
        _validated = validation is null ? null : new MetricSet<T>(_metrics, validation.MetricContext);
        _step = new TrainingStep<T>(network, workspace, options, optimizer, training.BatchCount);
        _best = new BestEpoch<T>(network, options);
        _plateau = options.ReduceOnPlateau is ReduceOnPlateau rule ? new PlateauWatch(options, rule) : null;
        _state = new TrainingState(options.Epochs) { Batches = training.BatchCount };
        _history = new TrainingHistory(options.Epochs, options.Monitor);
        _team = link is null ? null : new TeamTraining<T>(link, network, options, training, validation, _metrics, createWorkspace!);
        _callbacks = _team is null or { Tells: true } ? options.Callbacks : [];
        _settings = new Lazy<KeyValuePair<string, string>[]>(() => TrainingSettings.Of(options, training, validation, _metrics));
        _checkpoint = new TrainingCheckpoint<T>(
            network,
            options,
            optimizer,
            _step,
            _best,
            _trained,
            _metrics,
            _state,
            _history,
            _settings);

        _faultBefore = DivergenceCause.OfParameters(network);

        // When nothing else can be refused but what it goes on from.
        _threads = optimizer.Threads;
        _wasInUse = optimizer.IsInUse;
        optimizer.PrepareForTraining(network, nameof(options), isReplaced: options.ResumeFrom is not null);
    }

    private TimeSpan Elapsed => _before + Stopwatch.GetElapsedTime(_start);

    public TrainingHistory Run(CancellationToken cancellationToken)
    {
        try
        {
            _optimizer.Threads = Math.Max(_threads, _options.Threads);
            _state.Writer = stream => _checkpoint.Write(stream, Elapsed);
            _state.Epoch = 1;
            bool isBegun = _options.ResumeFrom is string path && Resume(path, cancellationToken);
            _optimizer.BelongTo(_network);
            _team?.Begin(_settings.Value, _optimizer, _state);
            RememberInfinite();
            bool isExhausted = !isBegun && _best.IsExhausted(_state.Epoch - 1);
            while (!isExhausted && _state.Epoch <= _options.Epochs)
            {
                if (!isBegun)
                {
                    BeginEpoch();
                }

                isBegun = false;
                Train(cancellationToken);
                CheckParameters();
                Validate(cancellationToken);
                isExhausted = Conclude();
                _team?.EndEpoch(_state, _optimizer);
                if (_state.IsStopping)
                {
                    break;
                }

                _state.Epoch++;
            }

            if (isExhausted && !_state.IsStopping && _best.Epoch == 0)
            {
                throw MonitorChecks.NeverHadValue(_options, _history[^1]);
            }

            _history.StopReason = _state.IsStopping ? StopReason.Callback : isExhausted ? StopReason.NoImprovement : StopReason.Completed;
        }
        finally
        {
            _step.RestoreRate();
            _optimizer.Threads = _threads;
            if (_state.Step == 0 && !_wasInUse)
            {
                _optimizer.Release();
            }

            _state.Writer = null;
        }

        if (_best.Epoch != 0 && (_options.RestoreBest ?? _options.Patience is not null))
        {
            _best.Restore();
            _history.IsBestRestored = true;
        }

        return _history;
    }

    /// <summary>Goes to where a training was saved.</summary>
    /// <returns>Whether that is in the middle of an epoch.</returns>
    private bool Resume(string path, CancellationToken cancellationToken)
    {
        TensorFile.Read(path, stream => _before = _checkpoint.Read(stream, isFile: true));
        bool isAfterEpoch = _history.Count == _state.Epoch;
        for (int i = 0; i < _history.Count; i++)
        {
            _training.SkipPass(cancellationToken);

            // Its rate was saved with the optimizer.
            _plateau?.Add(_history[i]);
        }

        if (isAfterEpoch)
        {
            _state.Epoch++;
            return false;
        }

        _training.Begin();
        int skipped = _training.Skip(_state.Batch, cancellationToken);
        return skipped == _state.Batch ? true : throw new InvalidOperationException(
            $"The stream gave {skipped} batches in epoch {_state.Epoch}; {_state.Batch} were expected, after which the training was saved.");
    }

    private void BeginEpoch()
    {
        _trained.Reset();
        _training.Begin();
        _state.Batch = 0;
        RememberInfinite();
    }

    private void Train(CancellationToken cancellationToken)
    {
        while (BeginBatch(cancellationToken))
        {
            double loss = Learn();
            if (!double.IsFinite(loss))
            {
                string? what = _team is null ? _training.FindNotFinite() : _team.FindNotFinite();
                DivergenceCause? cause = what is not null
                    ? DivergenceCause.OfData(what)
                    : (_state.Step == 0 ? _faultBefore : null) ?? DivergenceCause.OfDeclaration(_network);
                _best.Restore();
                throw TrainingDivergedException.OfLoss(_state, _state.Batch + 1, loss, _best.Epoch, cause);
            }

            _step.Take(_state.Step);
            if (_team is null)
            {
                _trained.Add(_training.ForMetrics(loss));
            }

            Report(loss);
        }
    }

    private bool BeginBatch(CancellationToken cancellationToken)
    {
        if (_team is not null)
        {
            return _team.BeginBatch(_state, _optimizer, cancellationToken);
        }

        if (_state.IsStopping)
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return _training.Next();
    }

    // The gradients are then in the workspace, and a team has added up the metrics.
    private double Learn()
    {
        if (_team is not null)
        {
            return _team.Learn(_trained, _state.Step);
        }

        BeginStep();
        _training.Forward();
        return _training.Backward();
    }

    // The masks of dropouts depend on the number of the step, so that a training that was resumed draws those of one that was not stopped.
    private void BeginStep()
    {
        Workspace<T> workspace = _training.Workspace;
        workspace.IsTraining = true;
        workspace.Seed = _options.Seed;
        workspace.Step = _state.Step;
    }

    private void Report(double loss)
    {
        _state.Batch++;
        _state.Step++;
        _state.Samples = _training.BatchSamples;
        _state.Loss = loss;
        _state.LearningRate = _optimizer.LearningRate;
        _state.GradientNorm = _step.GradientNorm;
        for (int i = 0; i < _callbacks.Count; i++)
        {
            _callbacks[i].OnBatch(_state);
        }
    }

    // The bias of a class that is masked is −∞ before the training, and stays so.
    private void RememberInfinite() =>
        _infinite = double.IsFinite(EuclideanNorm.Of<T>(_network.Parameters)) ? null : _network.Parameters.ToArray();

    private bool HasNewInfinite()
    {
        Span<T> parameters = _network.Parameters;
        for (int i = 0; i < parameters.Length; i++)
        {
            bool was = _infinite is not null && T.IsInfinity(parameters[i]) && parameters[i] == _infinite[i];
            if (!T.IsFinite(parameters[i]) && !was)
            {
                return true;
            }
        }

        return false;
    }

    // The step of the last batch, whose loss was finite, may have been the one that went too far.
    private void CheckParameters()
    {
        if (!double.IsFinite(EuclideanNorm.Of<T>(_network.Parameters)) && HasNewInfinite())
        {
            _best.Restore();
            throw TrainingDivergedException.OfParameters(_state, _best.Epoch);
        }
    }

    private void Validate(CancellationToken cancellationToken)
    {
        if (_validation is null || _validated is null)
        {
            return;
        }

        _validated.Reset();
        if (_team is null)
        {
            Measure(_validation, _validated, cancellationToken);
        }
        else
        {
            _team.Measure(_validation, _validated, cancellationToken);
        }
    }

    /// <summary>Leads a whole pass through the network without changing it.</summary>
    public static void Measure(BatchPass<T> pass, MetricSet<T> metrics, CancellationToken cancellationToken)
    {
        pass.Begin();
        pass.Workspace.IsTraining = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!pass.Next())
            {
                return;
            }

            pass.Forward();
            metrics.Add(pass.ForMetrics(pass.EvaluateLoss()));
        }
    }

    private bool Conclude()
    {
        var result = new EpochResult
        {
            Epoch = _state.Epoch,
            Epochs = _options.Epochs,
            TrainingLoss = _trained.Loss,
            TrainingAccuracy = _trained.Accuracy,
            ValidationLoss = _validated?.Loss,
            ValidationAccuracy = _validated?.Accuracy,
            Metrics = OtherValues(),
            LearningRate = _state.LearningRate,
            Elapsed = Elapsed,
        };
        _history.Add(result);
        bool isExhausted = _best.Add(result);
        _history.SetBest(_best.Epoch);
        if (_plateau is not null && _plateau.Add(result))
        {
            _optimizer.LearningRate = _plateau.Reduced(_optimizer.LearningRate);
        }

        for (int i = 0; i < _callbacks.Count; i++)
        {
            _callbacks[i].OnEpoch(_state, result);
        }

        if (_team is null or { Tells: true })
        {
            _options.Progress?.Report(result);
        }

        MonitorChecks.CheckMeaning(_options, (_validation ?? _training).MetricContext, result);
        return isExhausted;
    }

    private MetricValue[] OtherValues()
    {
        if (_metrics.Length == 0)
        {
            return [];
        }

        var values = new MetricValue[_metrics.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new MetricValue(_metrics[i].Name, _trained[i], _validated?[i]);
        }

        return values;
    }
}
