using System.Numerics;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Measuring;

/// <summary>A contestant's training: forward, backward and Adam on one minibatch after another.</summary>
/// <typeparam name="T">The number type.</typeparam>
internal abstract class Training<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public const double LearningRate = 1e-3;
    public const double Beta1 = 0.9;
    public const double Beta2 = 0.999;
    public const double Epsilon = 1e-7;

    /// <summary>Too small to move a parameter to speak of, and large enough that no product with it is a subnormal number.</summary>
    protected const double RateOfStandstill = 1e-12;

    /// <summary>
    /// Turns learning off: from now on each step does the same work on the same numbers. Over the tens of thousands of steps that are timed, four
    /// minibatches would be learnt by heart, and the moments of gradients that vanish become subnormal numbers, on which every contestant
    /// computes up to three times as long, each at another time.
    /// </summary>
    public abstract void StandStill();

    /// <summary>One step on a minibatch.</summary>
    public abstract void Step(int batch);

    /// <summary>The parameters now: for each layer the weights, unit after unit, then the biases.</summary>
    public abstract T[] Parameters();

    /// <summary>The gradients of the last step, likewise.</summary>
    public abstract T[] Gradients();

    /// <summary>Steps in a row.</summary>
    public void Steps(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            Step(i % Minibatches<T>.Count);
        }
    }
}
