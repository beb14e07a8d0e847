using System.Numerics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace CompiledNet;

/// <summary>What a training does otherwise where it has a team: it learns from shards, and measures units, which the processes share.</summary>
internal sealed class TeamTraining<T> : IShardSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly string[] s_compared =
    [
        "another training set", "another validation set", "other options", "another network or other parameters", "another optimizer or another state of it",
        "a training that was resumed elsewhere",
    ];

    private readonly INetwork<T> _network;
    private readonly TrainingOptions _options;
    private readonly TeamLink _link;
    private readonly TrainingTeam _team;
    private readonly BatchPass<T> _pass;
    private readonly Workspace<T>[] _workspaces;
    private readonly ShardTree _tree;
    private readonly GradientSum<T> _sum;
    private readonly ShardStatistics<T> _statistics;
    private readonly MetricParts<T> _shardMetrics;
    private readonly MetricParts<T>? _unitMetrics;

    // Of each process whether it has failed, and of each of its shards the loss and the metrics.
    private readonly double[] _results;
    private readonly int _resultLength;
    private readonly int[] _resultLengths;
    private readonly double[] _losses;

    // Metrics of each unit of the validation set, process after process.
    private readonly double[] _units = [];
    private readonly int[] _unitLengths = [];

    private long _step;

    /// <summary>Allocates everything.</summary>
    /// <param name="link">The processes.</param>
    /// <param name="network">The network.</param>
    /// <param name="options">The options.</param>
    /// <param name="training">What is learned from; its workspace is for one shard.</param>
    /// <param name="validation">What is validated with.</param>
    /// <param name="metrics">Metrics besides loss and accuracy.</param>
    /// <param name="createWorkspace">Makes another workspace like that of <paramref name="training"/>.</param>
    /// <exception cref="NotSupportedException">A metric cannot be combined of parts.</exception>
    public TeamTraining(
        TeamLink link,
        INetwork<T> network,
        TrainingOptions options,
        BatchPass<T> training,
        BatchPass<T>? validation,
        IReadOnlyList<Metric> metrics,
        Func<Workspace<T>> createWorkspace)
    {
        _network = network;
        _options = options;
        _link = link;
        _team = link.Team;
        _pass = training;
        _tree = new ShardTree(options.Shards, _team.Rank, _team.Size);
        _sum = new GradientSum<T>(_tree, _team, network.Parameters.Length);
        _statistics = new ShardStatistics<T>(network);
        _workspaces = training.CarriesState
            ? [training.Workspace, .. Enumerable.Range(1, Math.Max(0, _tree.ShardCount - 1)).Select(_ => createWorkspace())]
            : [training.Workspace];
        _shardMetrics = new MetricParts<T>(metrics, training.MetricContext);
        _resultLength = 1 + (_tree.MostShards * (1 + _shardMetrics.Length));
        _results = new double[_team.Size * _resultLength];
        _resultLengths = [.. Enumerable.Repeat(_resultLength * sizeof(double), _team.Size)];
        _losses = new double[options.Shards];
        if (validation is not null)
        {
            _unitMetrics = new MetricParts<T>(metrics, validation.MetricContext);
            _units = new double[validation.UnitCount * _unitMetrics.Length];
            _unitLengths =
            [
                .. Enumerable.Range(0, _team.Size).Select(process => UnitsOf(process, validation.UnitCount) * _unitMetrics.Length * sizeof(double)),
            ];
        }
    }

    /// <summary>Whether this process calls callbacks and tells of progress.</summary>
    public bool Tells => _team.Rank == 0;

    /// <summary>Checks, once everything else has been checked, that all processes train the same.</summary>
    /// <exception cref="InvalidOperationException">They do not.</exception>
    public void Begin(KeyValuePair<string, string>[] settings, Optimizer optimizer, TrainingState state)
    {
        string[] groups = TrainingSettings.Group(settings);
        ulong[] digests =
        [
            DigestOf(groups[0]),
            DigestOf(groups[1]),
            DigestOf([groups[2], .. Others()]),
            ParametersDigest(_network.GetType().FullName),
            OptimizerDigest(optimizer),
            DigestOf($"{state.Epoch} {state.Batch} {state.Step}"),
        ];
        _link.Agree();
        _link.CheckSame(digests, s_compared);
    }

    /// <summary>Goes to the next batch in all processes.</summary>
    /// <returns>Whether there is one, and nobody has stopped the training.</returns>
    /// <exception cref="InvalidOperationException">Another process has failed, or has another batch.</exception>
    /// <exception cref="OperationCanceledException">A process was cancelled.</exception>
    public bool BeginBatch(TrainingState state, Optimizer optimizer, CancellationToken cancellationToken)
    {
        bool has = !state.IsStopping && !cancellationToken.IsCancellationRequested && _pass.Advance();
        var batch = new TeamBatch(has ? _pass.BatchSamples : 0, has ? _pass.BatchDigest : 0, optimizer.LearningRate);
        Follow(_link.AgreeOn(state.IsStopping, batch, cancellationToken), state, optimizer);
        return has && !state.IsStopping;
    }

    /// <summary>Ends an epoch in all processes, once its callbacks were called.</summary>
    /// <exception cref="InvalidOperationException">Another process has failed, or has other parameters.</exception>
    /// <exception cref="OperationCanceledException">A process was cancelled.</exception>
    public void EndEpoch(TrainingState state, Optimizer optimizer)
    {
        ulong digest = ParametersDigest(null);
        Follow(_link.AgreeOn(state.IsStopping, new TeamBatch(0, 0, optimizer.LearningRate), default), state, optimizer);
        _link.CheckSame([digest], ["other parameters after an epoch"]);
    }

    /// <summary>Learns from the batch: each process from its shards.</summary>
    /// <param name="metrics">Measures of the batch are added to these.</param>
    /// <param name="step">Steps taken before.</param>
    /// <returns>The mean loss of the batch. Unless it is finite, nothing was changed; otherwise the gradients are in <see cref="Gradients"/>.</returns>
    public double Learn(MetricSet<T> metrics, long step)
    {
        _step = step;
        Span<double> own = _results.AsSpan(_team.Rank * _resultLength, _resultLength);
        own.Clear();
        Exception? failure = null;
        _statistics.Remember();
        try
        {
            _sum.Form(this, _pass.BatchSamples);
        }
        catch (Exception exception)
        {
            failure = exception;
            own[0] = 1;
        }

        _statistics.Restore();
        _team.Gather(MemoryMarshal.AsBytes(_results.AsSpan()), _resultLengths);
        CheckFailures(failure);
        double loss = MeanLoss();
        if (!double.IsFinite(loss))
        {
            return loss;
        }

        _sum.Exchange(Gradients);
        _statistics.TakeFrom(Gradients);
        for (int shard = 0; shard < _tree.Shards; shard++)
        {
            if (_tree.CountOf(shard, _pass.BatchSamples) > 0)
            {
                _shardMetrics.Combine(ResultOf(shard)[1..], metrics);
            }
        }

        return loss;
    }

    /// <summary>The gradients of the batch.</summary>
    private Span<T> Gradients => _workspaces[0].Gradients;

    /// <inheritdoc/>
    public ReadOnlySpan<T> Compute(int shard)
    {
        int samples = _pass.BatchSamples;
        int count = _tree.CountOf(shard, samples);
        _statistics.Restore();
        GatherShard(shard);
        Workspace<T> workspace = _pass.Workspace;
        workspace.IsTraining = true;
        workspace.Seed = _options.Seed;
        workspace.Step = _step;
        workspace.FirstSample = _pass.FirstSample;
        _pass.Forward();
        double loss = _pass.Backward();
        _statistics.PutInto(workspace.Gradients);

        Span<double> result = ResultOf(shard);
        result[0] = loss;
        _shardMetrics.Begin();
        if (_pass.CountedOfGathered > 0)
        {
            // The mean over the samples that count, so that all of them together give that of the batch.
            double share = (double)count * _pass.CountedSamples / ((double)samples * _pass.CountedOfGathered);
            _shardMetrics.Add(_pass.ForMetrics(loss * share));
        }

        _shardMetrics.End(result[1..]);
        return workspace.Gradients;
    }

    /// <summary>The first number of the batch that is NaN or infinite, in words, whichever process has it; null where all are finite.</summary>
    public string? FindNotFinite()
    {
        string? found = null;
        for (int shard = _tree.FirstShard; shard < _tree.FirstShard + _tree.ShardCount && found is null; shard++)
        {
            if (_tree.CountOf(shard, _pass.BatchSamples) > 0)
            {
                GatherShard(shard);
                found = _pass.FindNotFinite();
            }
        }

        return _link.Share(found)?.Text;
    }

    /// <summary>Leads a whole pass through the network without changing it, each process some units of it.</summary>
    public void Measure(BatchPass<T> pass, MetricSet<T> metrics, CancellationToken cancellationToken)
    {
        MetricParts<T> parts = _unitMetrics!;
        int unit = -1;
        pass.Begin();
        pass.Workspace.IsTraining = false;
        while (pass.Advance())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (pass.Unit % _team.Size != _team.Rank)
            {
                continue;
            }

            if (pass.Unit != unit)
            {
                EndUnit(parts, unit, pass.UnitCount);
                unit = pass.Unit;
                parts.Begin();
            }

            pass.Gather(0, pass.BatchSamples);
            pass.Forward();
            parts.Add(pass.ForMetrics(pass.EvaluateLoss()));
        }

        EndUnit(parts, unit, pass.UnitCount);
        _link.Agree(cancellationToken);
        _team.Gather(MemoryMarshal.AsBytes(_units.AsSpan()), _unitLengths);
        for (int i = 0; i < pass.UnitCount; i++)
        {
            parts.Combine(SumsOf(parts, i, pass.UnitCount), metrics);
        }
    }

    private static ulong DigestOf(params ReadOnlySpan<string> texts)
    {
        var digest = default(Digest);
        foreach (string text in texts)
        {
            digest.Add<int>([text.Length]);
            digest.Add<char>(text);
        }

        return digest.Value;
    }

    // What need not be that of the saved training, but that of the other processes.
    private string[] Others() =>
    [
        $"{_options.Epochs} {_options.Patience} {_options.RestoreBest}", SavedNumbers.Text(_options.MinImprovement), $"{_options.ResumeFrom is not null}",
    ];

    private ulong ParametersDigest(string? name)
    {
        var digest = default(Digest);
        digest.Add<char>(name);
        digest.Add<T>(_network.Parameters);
        return digest.Value;
    }

    private static ulong OptimizerDigest(Optimizer optimizer)
    {
        var texts = new List<KeyValuePair<string, string>>();
        optimizer.Describe(texts);
        var digest = default(Digest);
        foreach ((string key, string value) in texts)
        {
            digest.Add<char>(key);
            digest.Add<char>(value);
        }

        OptimizerTensors<T> state = optimizer.TensorsInUse<T>();
        for (int i = 0; i < state.Specs.Length; i++)
        {
            digest.Add<T>(state.BufferOf(i));
        }

        return digest.Value;
    }

    // A callback of process 0 has stopped the training, or set the rate.
    private void Follow((bool IsStopping, TeamBatch Batch) first, TrainingState state, Optimizer optimizer)
    {
        if (Tells)
        {
            return;
        }

        if (first.IsStopping)
        {
            state.Stop();
        }

        optimizer.LearningRate = first.Batch.LearningRate;
    }

    private void GatherShard(int shard)
    {
        int samples = _pass.BatchSamples;
        _pass.Workspace = _workspaces[_workspaces.Length == 1 ? 0 : shard - _tree.FirstShard];
        _pass.Gather(_tree.SampleOf(shard, samples), _tree.CountOf(shard, samples));
    }

    private Span<double> ResultOf(int shard)
    {
        int process = _tree.ProcessOf(shard);
        int length = 1 + _shardMetrics.Length;
        return _results.AsSpan((process * _resultLength) + 1 + ((shard - _tree.FirstOf(process)) * length), length);
    }

    private void CheckFailures(Exception? failure)
    {
        for (int process = 0; process < _team.Size; process++)
        {
            if (_results[process * _resultLength] != 0)
            {
                _link.EndByFailure(failure);
                ExceptionDispatchInfo.Throw(failure!);
            }
        }
    }

    private double MeanLoss()
    {
        int samples = _pass.BatchSamples;
        for (int shard = 0; shard < _losses.Length; shard++)
        {
            _losses[shard] = ResultOf(shard)[0] * ((double)_tree.CountOf(shard, samples) / samples);
        }

        return ShardTree.Sum(_losses);
    }

    private int UnitsOf(int process, int units) => (units - process + _team.Size - 1) / _team.Size;

    private void EndUnit(MetricParts<T> parts, int unit, int units)
    {
        if (unit >= 0)
        {
            parts.End(SumsOf(parts, unit, units));
        }
    }

    private Span<double> SumsOf(MetricParts<T> parts, int unit, int units)
    {
        int process = unit % _team.Size;
        int before = 0;
        for (int i = 0; i < process; i++)
        {
            before += UnitsOf(i, units);
        }

        return _units.AsSpan((before + (unit / _team.Size)) * parts.Length, parts.Length);
    }
}
