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
        BatchPass<T>? validation)
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
            () => TrainingSettings.Of(options, training, validation, _metrics));

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
        while (!_state.IsStopping)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_training.Next())
            {
                break;
            }

            BeginStep();
            _training.Forward();
            double loss = _training.Backward();
            if (!double.IsFinite(loss))
            {
                DivergenceCause? cause = _training.FindNotFinite() is string what
                    ? DivergenceCause.OfData(what)
                    : (_state.Step == 0 ? _faultBefore : null) ?? DivergenceCause.OfDeclaration(_network);
                _best.Restore();
                throw TrainingDivergedException.OfLoss(_state, _state.Batch + 1, loss, _best.Epoch, cause);
            }

            _step.Take(_state.Step);
            _trained.Add(_training.ForMetrics(loss));
            Report(loss);
        }
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
        _state.Samples = _training.SampleCount;
        _state.Loss = loss;
        _state.LearningRate = _optimizer.LearningRate;
        _state.GradientNorm = _step.GradientNorm;
        for (int i = 0; i < _options.Callbacks.Count; i++)
        {
            _options.Callbacks[i].OnBatch(_state);
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
        Measure(_validation, _validated, cancellationToken);
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

        for (int i = 0; i < _options.Callbacks.Count; i++)
        {
            _options.Callbacks[i].OnEpoch(_state, result);
        }

        _options.Progress?.Report(result);
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
