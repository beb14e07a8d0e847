using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// A pass through recordings: as many pieces of them at a time as a batch has lanes, each window by window. A piece begins at zero state, with its warm-up;
/// its next window begins where the one before ended.
/// </summary>
/// <remarks>Where a piece ends before others of its batch, its lane gets zeros that count for nothing.</remarks>
internal sealed class RecordingPass<T> : BatchPass<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ISequenceNetwork<T> _network;
    private readonly IReadOnlyList<SequenceRecording<T>> _recordings;
    private readonly RecordingPiece[] _pieces;
    private readonly RecordingWindows _windows;
    private readonly int _lanes;
    private readonly T[] _warmUp;

    // The pieces in the order of the pass, and the batches of them in theirs, where they go on over several windows.
    private readonly int[] _order;
    private readonly int[] _batches;
    private readonly bool _shuffles;
    private SeededRandom _random;

    // Where the pass is: the batch of pieces, and the first step of the window in each of them.
    private int _batch;
    private int _step;

    // Lanes whose pieces go on: the first ones, for the longest come first.
    private int _active;

    /// <summary>A pass.</summary>
    /// <param name="network">The network.</param>
    /// <param name="workspace">
    /// Its workspace, for the lanes of a batch or of the largest part of one, and for the steps of a window or of the warm-up, whichever are more.
    /// </param>
    /// <param name="lanes">Pieces side by side in a batch.</param>
    /// <param name="recordings">The recordings.</param>
    /// <param name="pieces">What of them, the longest first.</param>
    /// <param name="windows">How long windows and warm-up are. Where all pieces are no longer than a window, none is carried on.</param>
    /// <param name="shuffleSeed">What a new order for each pass is drawn from; null leaves the order alone.</param>
    public RecordingPass(
        ISequenceNetwork<T> network,
        Workspace<T> workspace,
        int lanes,
        IReadOnlyList<SequenceRecording<T>> recordings,
        RecordingPiece[] pieces,
        RecordingWindows windows,
        long? shuffleSeed)
        : base(network, workspace, isWeighted: pieces[0].Steps != pieces[^1].Steps)
    {
        _network = network;
        _recordings = recordings;
        _pieces = pieces;
        _windows = windows;
        _lanes = lanes;
        _warmUp = new T[workspace.BatchSize * windows.WarmUp * network.InputSize];
        _order = [.. Enumerable.Range(0, pieces.Length)];
        _batches = [.. Enumerable.Range(0, ((pieces.Length - 1) / lanes) + 1)];
        _shuffles = shuffleSeed is not null;
        _random = new SeededRandom(shuffleSeed ?? 0, Splitter.ShuffleStream);
        Rows = new T[workspace.BatchSize * windows.Steps * network.OutputSize];
        BatchCount = _batches.Sum(batch => ((_pieces[batch * lanes].Steps - 1) / windows.Steps) + 1);
        var context = new MetricContext(network.Loss, network.OutputSize, HasOneHotTargets: false);
        MetricContext = context with { Rule = Accuracy.RuleFor(context, hasClasses: false) };
    }

    public override int? BatchCount { get; }

    public override MetricContext MetricContext { get; }

    public override bool? HasOnlyClasses => false;

    public override string Source => string.Create(
        CultureInfo.InvariantCulture, $"{_recordings.Count} recordings, {_pieces.Length} parts in windows of {_windows.Steps} after {_windows.WarmUp} steps");

    public override string? SamplesDigest
    {
        get
        {
            var digest = default(Digest);
            foreach (SequenceRecording<T> recording in _recordings)
            {
                digest.Add(recording.Input.Span);
                digest.Add(recording.Target.Span);
            }

            return digest.ToString();
        }
    }

    protected override int StepsOfSample => Workspace.Steps;

    public override int CountedSamples => _active;

    public override int CountedOfGathered => Math.Clamp(_active - FirstSample, 0, SampleCount);

    public override bool CarriesState => _pieces[0].Steps > _windows.Steps;

    public override int UnitCount => _batches.Length;

    public override int Unit => _batch;

    public override void Begin()
    {
        _batch = -1;
        _active = 0;
        if (!_shuffles)
        {
            return;
        }

        // Pieces of one window may come together as they like; longer ones stay with those of their length.
        if (CarriesState)
        {
            Splitter.Shuffle(_batches, ref _random);
        }
        else
        {
            Splitter.Shuffle(_order, ref _random);
        }
    }

    public override void SkipPass(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Begin();
    }

    public override int Skip(int batches, CancellationToken cancellationToken)
    {
        if (batches > 0 && CarriesState)
        {
            throw new InvalidOperationException(
                "The training was saved in the middle of an epoch, and the state that its windows carry was not: resume from what was saved at the end of one.");
        }

        _batch = batches - 1;
        return batches;
    }

    public override bool Advance()
    {
        _step += _windows.Steps;
        if (_batch < 0 || !CountActive())
        {
            if (_batch + 1 == _batches.Length)
            {
                return false;
            }

            _batch++;
            _step = 0;
            BatchSamples = Math.Min(_lanes, _pieces.Length - (_batches[_batch] * _lanes));
            CountActive();
        }

        return true;
    }

    protected override void GatherSamples()
    {
        if (_step == 0)
        {
            WarmUp();
        }

        Workspace.Steps = Math.Min(_windows.Steps, PieceOf(0).Steps - _step);
        GatherLanes();
    }

    public override MetricBatch<T> ForMetrics(double loss)
    {
        int numbers = CountedOfGathered * Workspace.Steps * _network.OutputSize;
        return new MetricBatch<T>(Workspace.Output[..numbers], _network.OutputSize, Rows.AsSpan(0, numbers), [], loss);
    }

    protected override string NameOf(int sample)
    {
        int lane = FirstSample + (sample / Workspace.Steps);
        if (lane >= _active)
        {
            return "what follows a recording";
        }

        RecordingPiece piece = PieceOf(lane);
        return string.Create(CultureInfo.InvariantCulture, $"step {piece.Start + _step + (sample % Workspace.Steps)} of recording {piece.Recording}");
    }

    private RecordingPiece PieceOf(int lane) => _pieces[_order[(_batches[_batch] * _lanes) + lane]];

    private bool CountActive()
    {
        _active = 0;
        while (_active < BatchSamples && PieceOf(_active).Steps > _step)
        {
            _active++;
        }

        return _active > 0;
    }

    // The steps before each piece go through the network from zero state, zeros where the recording has not begun. As in inference: nobody learns from them.
    private void WarmUp()
    {
        Workspace.CarriesState = true;
        Workspace.ResetState();
        if (_windows.WarmUp == 0)
        {
            return;
        }

        int length = _windows.WarmUp * _network.InputSize;
        for (int lane = 0; lane < SampleCount; lane++)
        {
            RecordingPiece piece = PieceOf(FirstSample + lane);
            int heard = Math.Min(piece.Start, _windows.WarmUp);
            Span<T> steps = _warmUp.AsSpan(lane * length, length);
            int silent = length - (heard * _network.InputSize);
            steps[..silent].Clear();
            _recordings[piece.Recording].Input.Span.Slice((piece.Start - heard) * _network.InputSize, heard * _network.InputSize).CopyTo(steps[silent..]);
        }

        bool wasTraining = Workspace.IsTraining;
        Workspace.IsTraining = false;
        Workspace.Steps = _windows.WarmUp;
        _network.Forward(_warmUp.AsSpan(0, SampleCount * length), Workspace);
        Workspace.IsTraining = wasTraining;
    }

    private void GatherLanes()
    {
        int inputs = Workspace.Steps * _network.InputSize;
        int outputs = Workspace.Steps * _network.OutputSize;
        for (int lane = 0; lane < SampleCount; lane++)
        {
            Span<T> input = Workspace.Input.Slice(lane * inputs, inputs);
            Span<T> target = Rows.AsSpan(lane * outputs, outputs);
            bool isActive = FirstSample + lane < _active;
            if (isActive)
            {
                RecordingPiece piece = PieceOf(FirstSample + lane);
                int step = piece.Start + _step;
                _recordings[piece.Recording].Input.Span.Slice(step * _network.InputSize, inputs).CopyTo(input);
                _recordings[piece.Recording].Target.Span.Slice(step * _network.OutputSize, outputs).CopyTo(target);
            }
            else
            {
                input.Clear();
                target.Clear();
            }

            // The mean of the loss is over all lanes: the active ones count for the others.
            if (Weights.Length > 0)
            {
                Weights[lane] = isActive ? T.CreateTruncating((double)BatchSamples / _active) : T.Zero;
            }
        }
    }
}
