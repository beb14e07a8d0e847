using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Networks;

/// <summary>
/// A network with what a training step needs, called through its own class as a program calls it. A struct for each network, so that loops that are
/// generic over it are compiled with direct calls.
/// </summary>
/// <typeparam name="TSelf">The struct.</typeparam>
/// <typeparam name="T">The network's number type.</typeparam>
internal interface INetworkRun<TSelf, T> : IInferenceCall<T>
    where TSelf : struct, INetworkRun<TSelf, T>
    where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
{
    /// <summary>Numbers in the input of one sample, a constant of the network's class.</summary>
    static abstract int InputSize { get; }

    INetwork<T> Network { get; }

    Workspace<T> Workspace { get; }

    Adam Optimizer { get; }

    /// <summary>A new network, with a workspace for the given number of samples.</summary>
    static abstract TSelf Create(int batch);

    /// <summary>Adam as all contestants have it.</summary>
    static Adam CreateOptimizer() => new(Training<T>.LearningRate, Training<T>.Beta1, Training<T>.Beta2, Training<T>.Epsilon);

    /// <summary>Forward, backward and Adam. A network with a softmax takes the classes, the others the targets.</summary>
    void Step(ReadOnlySpan<T> inputs, ReadOnlySpan<T> targets, ReadOnlySpan<int> classes);
}
