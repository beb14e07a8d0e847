namespace CompiledNet;

/// <summary>
/// The learning rate of every step of a training, for <see cref="TrainingOptions.Schedule"/>. Where PyTorch has the schedule, the
/// formula is PyTorch's. Most multiply the learning rate of the optimizer, η₀ below; after the training the optimizer has it again.
/// </summary>
/// <remarks>
/// Below, t is the step from 0, n the steps of an epoch, T those of the whole training. To write a schedule of your own, derive from this
/// class. A schedule keeps nothing between steps, so that one object may serve many trainings at once.
/// </remarks>
public abstract class LearningRateSchedule
{
    /// <summary>η₀ at every step; of use with a warm-up before it.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantRate();

    /// <summary>η₀ · factor^⌊t / (epochs · n)⌋: PyTorch's <c>StepLR</c>.</summary>
    /// <param name="epochs">After how many epochs the rate falls, at least 1.</param>
    /// <param name="factor">What it is multiplied with then, positive and finite.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static LearningRateSchedule StepDecay(int epochs, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        CheckPositive(factor, nameof(factor));
        return new StepDecayRate(epochs, factor);
    }

    /// <summary>
    /// η₀ · factor^(t / n): at the first step of each epoch what PyTorch's <c>ExponentialLR</c> gives for all of it, and evenly in between.
    /// </summary>
    /// <param name="factor">What the rate is multiplied with over an epoch, positive and finite.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is out of its range.</exception>
    public static LearningRateSchedule ExponentialDecay(double factor)
    {
        CheckPositive(factor, nameof(factor));
        return new ExponentialDecayRate(factor);
    }

    /// <summary>
    /// minimum + ½ (η₀ − minimum) (1 + cos(π t / T)): half a cosine over the training (Loshchilov and Hutter, "SGDR", 2017), PyTorch's
    /// <c>CosineAnnealingLR</c> with T_max = T, stepped at every batch.
    /// </summary>
    /// <param name="minimum">The rate at which it would arrive after the last step, finite and not negative.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="minimum"/> is out of its range.</exception>
    public static LearningRateSchedule CosineDecay(double minimum = 0)
    {
        CheckNotNegative(minimum, nameof(minimum));
        return new CosineDecayRate(minimum);
    }

    /// <summary>
    /// Up by half a cosine from peak / startDivisor to peak over the first share of the steps, then down to peak / (startDivisor · endDivisor)
    /// at the last (Smith and Topin, "Super-Convergence", 2019): PyTorch's <c>OneCycleLR</c> with its two phases and its defaults, the
    /// momentum left alone. The optimizer's own learning rate does not matter.
    /// </summary>
    /// <param name="peak">The highest rate, positive and finite.</param>
    /// <param name="rise">The share of the steps in which it rises, from 0 to 1.</param>
    /// <param name="startDivisor">How many times the first rate is below the peak, positive and finite.</param>
    /// <param name="endDivisor">How many times the last rate is below the first, positive and finite.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static LearningRateSchedule OneCycle(double peak, double rise = 0.3, double startDivisor = 25, double endDivisor = 1e4)
    {
        CheckPositive(peak, nameof(peak));
        if (!(rise is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(rise), rise, "rise must be from 0 to 1.");
        }

        CheckPositive(startDivisor, nameof(startDivisor));
        CheckPositive(endDivisor, nameof(endDivisor));
        return new OneCycleRate(peak, rise, startDivisor, endDivisor);
    }

    /// <summary>The learning rate of a step.</summary>
    /// <param name="point">Which step of which training.</param>
    /// <returns>The rate: finite and not negative, or the training stops with an exception.</returns>
    public abstract double RateAt(SchedulePoint point);

    /// <summary>
    /// The same after a linear warm-up of some steps: step t of w takes (t + 1) / (w + 1) of the rate with which the schedule begins, so that
    /// the first step is not lost and the first step after it is the first at the full rate (Goyal et al., "Accurate, Large Minibatch SGD",
    /// 2017; PyTorch's <c>LinearLR</c> with start_factor = 1 / (w + 1) and total_iters = w). The schedule begins where the warm-up ends.
    /// </summary>
    /// <param name="steps">How many steps, 0 or more.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is negative.</exception>
    public LearningRateSchedule WithWarmup(int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return new WarmupRate(this, steps, ofEpochs: false);
    }

    /// <summary><see cref="WithWarmup"/> measured in epochs.</summary>
    /// <param name="epochs">How many, 0 or more, also a part of one; rounded to whole steps.</param>
    /// <returns>The schedule.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epochs"/> is negative, infinite or NaN.</exception>
    public LearningRateSchedule WithWarmupEpochs(double epochs)
    {
        CheckNotNegative(epochs, nameof(epochs));
        return new WarmupRate(this, epochs, ofEpochs: true);
    }

    private static void CheckPositive(double value, string name)
    {
        if (!(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be positive and finite.");
        }
    }

    private static void CheckNotNegative(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not negative.");
        }
    }
}
