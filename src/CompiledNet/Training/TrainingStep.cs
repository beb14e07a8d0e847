using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>What is done with the gradients of a batch: they are clipped, weights decay, and the optimizer takes its step.</summary>
internal sealed class TrainingStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly INetwork<T> _network;
    private readonly Workspace<T> _workspace;
    private readonly TrainingOptions _options;
    private readonly Optimizer _optimizer;
    private readonly long _steps;
    private readonly int _stepsPerEpoch;

    // The optimizer's rate as it was set last, and the schedule's that it was made of; another one was set by a callback since.
    private double _rate;
    private double _scheduled;

    // Where the weights of each layer lie among the parameters; biases lie elsewhere.
    private readonly Range[] _weights;

    public TrainingStep(INetwork<T> network, Workspace<T> workspace, TrainingOptions options, Optimizer optimizer, int? stepsPerEpoch)
    {
        _network = network;
        _workspace = workspace;
        _options = options;
        _optimizer = optimizer;
        BaseRate = optimizer.LearningRate;
        (_rate, _scheduled) = (BaseRate, BaseRate);
        _stepsPerEpoch = stepsPerEpoch ?? 1;
        _steps = (long)options.Epochs * _stepsPerEpoch;
        _weights = [.. network.Tensors.Where(tensor => tensor.Role == TensorRole.Weight).Select(RangeOf)];
    }

    /// <summary>The learning rate that the optimizer had before the training.</summary>
    public double BaseRate { get; }

    /// <summary>What the schedule's rates are multiplied with: 1 until somebody sets another rate between two steps.</summary>
    public double RateFactor { get; private set; } = 1;

    /// <summary>The schedule's rate of the last step, before it was multiplied; without a schedule, of no use.</summary>
    public double LastScheduledRate => _scheduled;

    /// <summary>The norm of the gradients, where they are clipped by it.</summary>
    public double? GradientNorm { get; private set; }

    /// <summary>Takes the step.</summary>
    /// <param name="step">How many were taken before.</param>
    public void Take(long step)
    {
        Span<T> gradients = _workspace.Gradients;
        if (_options.ClipValue is double limit)
        {
            Clip(gradients, limit);
        }
        else if (_options.ClipNorm is double norm)
        {
            GradientNorm = ClipNorm(gradients, norm);
        }

        SetRate(step);

        Decay(step);
        _optimizer.StepAny(_network.Parameters, gradients);
    }

    /// <summary>The learning rate that the schedule, if there is one, has for a step.</summary>
    /// <param name="step">How many were taken before.</param>
    public double? ScheduledRate(long step) =>
        _options.Schedule?.RateAt(new SchedulePoint(BaseRate, step, _steps, _stepsPerEpoch));

    /// <summary>Goes on where a training was saved.</summary>
    /// <param name="factor">Its <see cref="RateFactor"/>.</param>
    /// <param name="scheduled">Its <see cref="LastScheduledRate"/>.</param>
    /// <param name="rate">The rate of its last step.</param>
    public void Resume(double factor, double scheduled, double rate) => (RateFactor, _scheduled, _rate) = (factor, scheduled, rate);

    /// <summary>Gives the optimizer the learning rate that it had.</summary>
    public void RestoreRate() => _optimizer.LearningRate = BaseRate;

    private static Range RangeOf(TensorInfo tensor) => tensor.IndexOf(0)..(tensor.IndexOf(tensor.Count - 1) + 1);

    private static void Clip(Span<T> gradients, double limit)
    {
        if (typeof(T) == typeof(float))
        {
            GradientClipping.ByValue(Cast<float>(gradients), limit);
        }
        else
        {
            GradientClipping.ByValue(Cast<double>(gradients), limit);
        }
    }

    private static double ClipNorm(Span<T> gradients, double norm) => typeof(T) == typeof(float)
        ? GradientClipping.ByGlobalNorm(Cast<float>(gradients), norm)
        : GradientClipping.ByGlobalNorm(Cast<double>(gradients), norm);

    private static Span<TNumber> Cast<TNumber>(Span<T> numbers)
        where TNumber : unmanaged => System.Runtime.InteropServices.MemoryMarshal.Cast<T, TNumber>(numbers);

    // A rate that was set between two steps stays: later ones of the schedule are changed in the same proportion.
    private void SetRate(long step)
    {
        if (ScheduledRate(step) is not double scheduled)
        {
            return;
        }

        if (_optimizer.LearningRate != _rate)
        {
            RateFactor = _scheduled > 0
                ? _optimizer.LearningRate / _scheduled
                : throw new InvalidOperationException(
                    $"The learning rate was set to {SavedNumbers.Text(_optimizer.LearningRate)} after step {step}, where options.Schedule has the rate 0: "
                    + "a rate that is set between two steps stays in its proportion to the schedule's, and there is none to 0. Use a schedule with a "
                    + "minimum, or none.");
        }

        _scheduled = scheduled;
        _rate = RateFactor * scheduled;
        _optimizer.LearningRate = _rate;
    }

    private void Decay(long step)
    {
        if (_options.WeightDecay == 0)
        {
            return;
        }

        var rule = new DecayRule(T.CreateTruncating(1 - (_optimizer.LearningRate * _options.WeightDecay)));
        Span<T> parameters = _network.Parameters;
        foreach (Range range in _weights)
        {
            ElementLoop.Run(rule, parameters[range]);
            if ((step + 1) % Subnormal.StepsBetween == 0)
            {
                Subnormal.Clear(parameters[range]);
            }
        }
    }

    private readonly struct DecayRule(T keep) : IElementRule<T>
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Apply<TVector>(TVector values)
            where TVector : struct, ISimd<TVector, T> => TVector.Create(keep) * values;
    }
}
