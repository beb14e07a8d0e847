using System.Numerics;
using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Networks;

/// <summary>One of the networks that are measured.</summary>
/// <param name="name">Its sizes.</param>
/// <typeparam name="T">Its number type.</typeparam>
internal abstract class Subject<T>(string name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public string Name => name;

    /// <summary>An instance with the common weights: its layers, and what peers are checked against.</summary>
    public abstract INetwork<T> Network { get; }

    /// <summary>Whether it classifies: its training takes class indices.</summary>
    public bool HasClasses => Network.Loss == Loss.CategoricalCrossEntropy;

    /// <summary>Its inference on some samples.</summary>
    public abstract InferenceLoop<T> Inference(Samples<T> samples);

    /// <summary>Its training on some minibatches, from the common weights.</summary>
    /// <param name="batches">The minibatches.</param>
    /// <param name="threads">Threads among which a step is shared.</param>
    public abstract Training<T> Training(Minibatches<T> batches, int threads = 1);
}

/// <inheritdoc/>
/// <typeparam name="TRun">How it is called.</typeparam>
internal sealed class Subject<TRun, T>(string name) : Subject<T>(name)
    where TRun : struct, INetworkRun<TRun, T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TRun _run = Create(batch: 1);

    public override INetwork<T> Network => _run.Network;

    public override InferenceLoop<T> Inference(Samples<T> samples) => samples.Batch == 1
        ? new InferenceLoop<OneSample, T>(new OneSample(_run), samples)
        : new InferenceLoop<TRun, T>(_run, samples);

    public override Training<T> Training(Minibatches<T> batches, int threads = 1)
    {
        TRun run = Create(batches.Batch);
        run.Workspace.Threads = threads;
        run.Optimizer.Threads = threads;
        return new CompiledTraining(run, batches);
    }

    private static TRun Create(int batch)
    {
        TRun run = TRun.Create(batch);
        CommonWeights.Of(run.Network).CopyTo(run.Network);
        return run;
    }

    // A program that infers one sample cuts it out with the constant InputSize of the network's class.
    private readonly struct OneSample(TRun run) : IInferenceCall<T>
    {
        public static int LengthOfInput(Samples<T> samples) => TRun.InputSize;

        public void Infer(int call, ReadOnlySpan<T> input, Span<T> output) => run.Infer(call, input, output);
    }

    private sealed class CompiledTraining(TRun run, Minibatches<T> batches) : Training<T>
    {
        public override void Step(int batch) => run.Step(batches.Inputs(batch), batches.Targets(batch), batches.Classes(batch));

        public override void StandStill() => run.Optimizer.LearningRate = RateOfStandstill;

        public override T[] Parameters() => CommonWeights.Compact(run.Network, run.Network.Parameters);

        public override T[] Gradients() => CommonWeights.Compact(run.Network, run.Workspace.Gradients);
    }
}
