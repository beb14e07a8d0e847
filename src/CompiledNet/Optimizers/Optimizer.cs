using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompiledNet;

/// <summary>
/// Takes the step of gradient descent: moves the parameters of one network against their gradients, w ← w − η · (something of
/// dL/dw). The rules, their defaults and the order of their operations are PyTorch's.
/// </summary>
/// <remarks>
/// <para>
/// An optimizer keeps numbers for every parameter (velocities, averages), so it serves one network: the first <c>Step</c> or
/// <c>Prepare</c> allocates them, and parameters of another length or type are refused from then on. Later steps allocate nothing. The parameters of
/// two networks of the same length cannot be told apart here; <c>Trainer.Fit</c> knows the networks, and refuses an optimizer that has served another.
/// </para>
/// <para>
/// Every rule works element by element and starts from zeros, and an element whose gradient is always 0 stays where it is (with
/// weight decay, shrinks to 0): the padding in a network's parameter buffer is harmless.
/// </para>
/// <para>
/// What is kept for a parameter whose gradient stays 0, that of a dead ReLU say, decays. Numbers below the smallest of full
/// precision (1.2e-38 in single, 2.2e-308 in double), which slow a processor down and would never become 0, are set to 0 at every 64th
/// step, and with weight decay those among the parameters, too.
/// </para>
/// <para>
/// To write an optimizer of your own, derive from this class, say in <see cref="StateVectors"/> how many numbers it keeps for each
/// parameter, and write the rule once, in <see cref="Update{T}"/>.
/// </para>
/// </remarks>
public abstract partial class Optimizer
{
    private OptimizerState? _state;

    // The network whose training the state is from; null where no training made it.
    private object? _network;

    /// <summary>Constructs the base.</summary>
    /// <param name="learningRate">η, finite and not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="learningRate"/> is negative, infinite or NaN.</exception>
    protected Optimizer(double learningRate)
    {
        CheckNotNegative(learningRate, nameof(learningRate));
        LearningRate = learningRate;
    }

    /// <summary>η. May be changed between steps, which is all that a schedule does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double LearningRate
    {
        get;
        set
        {
            CheckNotNegative(value, nameof(value));
            field = value;
        }
    }

    /// <summary>
    /// Threads, at least 1, among which a step of many parameters is shared, the caller's own included; 1 unless set. The parameters come out
    /// the same whatever the number. See <see cref="Workspace{T}.Threads"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Threads
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1;

    /// <summary>Numbers that the rule keeps for each parameter.</summary>
    protected abstract int StateVectors { get; }

    /// <summary>Whether parameters shrink on their own, and would do so without end.</summary>
    private protected virtual bool ParametersDecay
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => false;
    }

    /// <summary>What the rule adds to a root of its state before it divides by it; 1 where it does not.</summary>
    private protected virtual double Epsilon
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get => 1;
    }

    /// <summary>Allocates what the optimizer keeps for these parameters, so that the first step allocates nothing either.</summary>
    /// <param name="parameters">The network's parameters; only their number matters.</param>
    /// <exception cref="ArgumentException">It is in use for parameters of another length or type.</exception>
    public void Prepare(ReadOnlySpan<float> parameters) => StateFor(parameters);

    /// <inheritdoc cref="Prepare(ReadOnlySpan{float})"/>
    public void Prepare(ReadOnlySpan<double> parameters) => StateFor(parameters);

    /// <summary>Takes one step.</summary>
    /// <param name="parameters">The network's parameters, updated in place.</param>
    /// <param name="gradients">Their gradients, laid out as they are: <c>workspace.Gradients</c>.</param>
    /// <exception cref="ArgumentException">
    /// The lengths differ, or the optimizer is in use for parameters of another length or type; nothing was written.
    /// </exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradients) => StepAny(parameters, gradients);

    /// <inheritdoc cref="Step(Span{float}, ReadOnlySpan{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(Span<double> parameters, ReadOnlySpan<double> gradients) => StepAny(parameters, gradients);

    /// <summary>Whether it keeps its state for some parameters, and so is of no use for others.</summary>
    internal bool IsInUse => _state is not null;

    /// <summary>Whether it computes each step from the gradients alone, so that nothing of one network reaches another.</summary>
    private protected virtual bool IsStateless => false;

    /// <summary>Prepare for a training.</summary>
    /// <param name="network">The network.</param>
    /// <param name="argument">The argument of the training that has the optimizer in it.</param>
    /// <param name="isReplaced">Whether a file will replace the state.</param>
    /// <exception cref="ArgumentException">It keeps the state of another network, or is in use for parameters of another length or type.</exception>
    internal void PrepareForTraining<T>(INetwork<T> network, string argument, bool isReplaced)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_state is not null && _network is not null && !IsOf(network))
        {
            if (IsStateless)
            {
                Release();
            }
            else if (!isReplaced)
            {
                throw new ArgumentException(
                    $"{argument}.Optimizer has taken {Counted.Of(_state.Steps, "step")} for another network, whose gradients it has averaged: this network would begin "
                    + $"with those. Use a new optimizer for each network, {argument} of its own with Optimizer = new {GetType().Name}(…); for the same network it "
                    + "goes on where it stopped.",
                    argument);
            }
        }

        StateFor<T>(network.Parameters, argument);
    }

    /// <summary>Says whose training the state is from.</summary>
    /// <param name="network">The network.</param>
    internal void BelongTo(object network) => _network = network;

    /// <summary>Takes Prepare back, where no step was taken since.</summary>
    internal void Release() => (_state, _network) = (null, null);

    /// <summary>Step for code that is generic over the number type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void StepAny<T>(Span<T> parameters, ReadOnlySpan<T> gradients)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (gradients.Length != parameters.Length)
        {
            ThrowGradientsLength(gradients.Length, parameters.Length);
        }

        OptimizerState<T> state = StateFor<T>(parameters);
        state.Steps++;
        state.Threads = Threads;
        ReadOnlySpan<Range> statistics = TrackedStatistics.In<T>(parameters);
        if (statistics.IsEmpty)
        {
            state.Update(parameters, gradients, state);
        }
        else
        {
            UpdateAround(statistics, parameters, gradients, state);
        }

        if (state.Steps % Subnormal.StepsBetween == 0)
        {
            if (Epsilon >= Subnormal.LeastEpsilon<T>())
            {
                state.ClearSubnormals();
            }

            if (ParametersDecay)
            {
                Subnormal.Clear(parameters);
            }
        }
    }

    // A rule that decays parameters would change statistics, whose gradient is 0, too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void UpdateAround<T>(ReadOnlySpan<Range> statistics, Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> kept = state.RoomFor(statistics);
        foreach (Range range in statistics)
        {
            Span<T> part = parameters[range];
            part.CopyTo(kept);
            kept = kept[part.Length..];
        }

        state.Update(parameters, gradients, state);
        kept = state.RoomFor(statistics);
        foreach (Range range in statistics)
        {
            Span<T> part = parameters[range];
            kept[..part.Length].CopyTo(part);
            kept = kept[part.Length..];
        }
    }

    /// <summary>What it keeps for these parameters; for tests.</summary>
    internal OptimizerState<T> StateAny<T>(ReadOnlySpan<T> parameters)
        where T : unmanaged, IFloatingPointIeee754<T> => StateFor(parameters);

    /// <summary>The rule: one step of all parameters. Must not allocate.</summary>
    /// <typeparam name="T">The number type.</typeparam>
    /// <param name="parameters">The parameters, updated in place.</param>
    /// <param name="gradients">As many gradients.</param>
    /// <param name="state">What the rule keeps for each parameter; all 0 before the first step.</param>
    protected abstract void Update<T>(Span<T> parameters, ReadOnlySpan<T> gradients, OptimizerState<T> state)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>Refuses a setting that is not a finite number from 0.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is negative, infinite or NaN.</exception>
    private protected static void CheckNotNegative(double value, string name)
    {
        if (!(value >= 0 && double.IsFinite(value)))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be finite and not negative.");
        }
    }

    /// <summary>Refuses a setting that is not in [0, 1), the range of the share that an average keeps at each step.</summary>
    /// <param name="value">The setting.</param>
    /// <param name="name">Its name.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="value"/> is not in [0, 1).</exception>
    private protected static void CheckShare(double value, string name)
    {
        if (!(value is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be at least 0 and less than 1.");
        }
    }

    // A network may come as itself or in something that passes its calls on.
    private bool IsOf<T>(INetwork<T> network)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        ReferenceEquals(_network, network) || (_network is INetwork<T> other && other.Parameters == network.Parameters);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private OptimizerState<T> StateFor<T>(ReadOnlySpan<T> parameters, string argument = "parameters")
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_state is OptimizerState<T> state && state.Length == parameters.Length)
        {
            return state;
        }

        return CreateState(parameters, argument);
    }

    private OptimizerState<T> CreateState<T>(ReadOnlySpan<T> parameters, string argument)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (_state is not null)
        {
            ThrowOtherParameters(parameters.Length, typeof(T).Name, _state, argument);
        }

        var created = new OptimizerState<T>(parameters.Length, StateVectors, Update);
        created.RoomFor(TrackedStatistics.In(parameters));
        _state = created;
        return created;
    }

    // What an exception says is put together in methods of their own: in the check the JIT would read it before the first step.
    [DoesNotReturn]
    private static void ThrowGradientsLength(int gradients, int parameters) => throw new ArgumentException(
        $"The length of gradients is {gradients}; that of parameters, {parameters}, was expected.", nameof(gradients));

    [DoesNotReturn]
    private static void ThrowOtherParameters(int length, string type, OptimizerState state, string argument) => throw new ArgumentException(
        $"The parameters are {length} of type {type}; {state.Length} of type {state.NumberType.Name} were "
        + "expected, for which this optimizer has kept its state since its first step. Use one optimizer for each network.",
        argument);
}
