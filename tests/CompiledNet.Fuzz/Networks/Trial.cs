using System.Numerics;
using System.Runtime.InteropServices;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz;

/// <summary>One network with its data: what every kind of test starts from, and where it reports.</summary>
internal sealed class Trial<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lazy<RoundingEffect?> _rounding;
    private readonly List<Failure> _failures;

    /// <summary>Makes a trial of a new network.</summary>
    /// <param name="spec">What it was declared as.</param>
    /// <param name="network">The network.</param>
    /// <param name="tally">What is counted.</param>
    /// <param name="failures">Where failures are added.</param>
    public Trial(NetworkSpec spec, INetwork<T> network, Tally tally, List<Failure> failures)
    {
        Spec = spec;
        Network = network;
        Tally = tally;
        _failures = failures;
        _rounding = new Lazy<RoundingEffect?>(() => RoundingEffect.Measure(this));
        ParameterPlaces.PoisonPadding(network);
        Data = CaseData.Draw(spec, Naive());
        Input = Tensors.Convert<T>(Data.Inputs);
        Target = Tensors.Convert<T>(Data.Targets);
        OutputGradient = Tensors.Convert<T>(Data.OutputGradients);
    }

    private Trial(Trial<T> trial, INetwork<T> network)
    {
        Spec = trial.Spec;
        Network = network;
        Tally = trial.Tally;
        _failures = trial._failures;
        _rounding = trial._rounding;
        Data = trial.Data;
        Input = trial.Input;
        Target = trial.Target;
        OutputGradient = trial.OutputGradient;
    }

    public NetworkSpec Spec { get; }

    public INetwork<T> Network { get; }

    public Tally Tally { get; }

    public CaseData Data { get; }

    public T[] Input { get; }

    public T[] Target { get; }

    public T[] OutputGradient { get; }

    /// <summary>How far rounding alone moves the results of the first pass; null where two runs cannot be compared.</summary>
    public RoundingEffect? Rounding => _rounding.Value;

    /// <summary>The same trial of another network of the same shape, which takes over the parameters.</summary>
    public Trial<T> Of(INetwork<T> other)
    {
        Network.Parameters.CopyTo(other.Parameters);
        return new Trial<T>(this, other);
    }

    public void Fail(Kind kind, string what) => _failures.Add(new Failure(kind, what));

    public void Compare(Kind kind, Tensor expected, double[] actual, double factor = 1)
    {
        if (Tensors.Compare(expected, actual, factor * Tensors.Tolerance<T>(), Tally) is { } what)
        {
            Fail(kind, what);
        }
    }

    /// <summary>The naive network with the parameters that the network has now.</summary>
    public NaiveNetwork Naive() => new(
        [
            .. Network.Layers.Select((info, i) => new NaiveLayer(
                Tensors.Matrix<T>(Network.Parameters, info.Weights),
                info.Biases.Rows == 0 ? null : Tensors.Flat<T>(Network.Parameters, info.Biases),
                new NaiveActivation(Spec.Layers[i].Activation, Spec.Layers[i].EffectiveSlope))),
        ],
        Spec.Loss);

    public NaivePass RunNaive(NaiveNetwork naive, bool isFromTargets, double roundoff, int noise) => isFromTargets
        ? naive.Run(Data.Inputs, Data.Targets, roundoff, noise)
        : naive.RunFrom(Data.Inputs, Data.OutputGradients, roundoff, noise);

    public Workspace<T> Workspace() => Network.CreateWorkspace(Spec.Batch + Spec.SpareRows, inputGradient: true);

    /// <summary>Leaves a larger batch in a workspace, which must not matter to the next one.</summary>
    public void UseUp(Workspace<T> workspace)
    {
        var input = new T[workspace.BatchSize * Spec.Inputs];
        Array.Fill(input, T.CreateChecked(0.75));
        Network.Forward(input, workspace);
        var gradient = new T[workspace.BatchSize * Spec.Outputs];
        Array.Fill(gradient, T.CreateChecked(0.25));
        Network.BackwardFrom(gradient, workspace);
    }

    /// <summary>Forward, then Backward, or BackwardFrom where there is no loss.</summary>
    public T Pass(Workspace<T> workspace, out bool hasLoss)
    {
        if (Spec.InPlace)
        {
            Input.CopyTo(workspace.Input);
            Network.Forward(workspace.Input[..Input.Length], workspace);
        }
        else
        {
            Network.Forward(Input, workspace);
        }

        hasLoss = Spec.Loss != Loss.None;
        return Backward(workspace);
    }

    public T Backward(Workspace<T> workspace, bool accumulate = false)
    {
        if (Spec.Loss == Loss.None)
        {
            Network.BackwardFrom(OutputGradient, workspace, accumulate);
            return T.Zero;
        }

        return Data.Classes is { } classes
            ? Network.BackwardClasses(classes, workspace, accumulate)
            : Network.Backward(Target, workspace, accumulate);
    }

    public void Step(Optimizer optimizer, Span<T> gradients)
    {
        if (typeof(T) == typeof(double))
        {
            optimizer.Step(
                MemoryMarshal.Cast<T, double>(Network.Parameters),
                MemoryMarshal.Cast<T, double>(gradients));
        }
        else
        {
            optimizer.Step(
                MemoryMarshal.Cast<T, float>(Network.Parameters),
                MemoryMarshal.Cast<T, float>(gradients));
        }
    }

    /// <summary>The size of the terms that a gradient is the sum of: of the single samples' gradients.</summary>
    public double SizeOfTerms()
    {
        double size = 0;
        Workspace<T> one = Network.CreateWorkspace(1);
        for (int s = 0; s < Spec.Batch; s++)
        {
            Network.Forward(Input.AsSpan(s * Spec.Inputs, Spec.Inputs), one);
            int from = s * Spec.Outputs;
            if (Spec.Loss == Loss.None)
            {
                Network.BackwardFrom(OutputGradient.AsSpan(from, Spec.Outputs), one);
            }
            else
            {
                Network.Backward(Target.AsSpan(from, Spec.Outputs), one);
            }

            size += Tensors.Largest(Tensors.Doubles<T>(one.Gradients));
        }

        return Spec.Loss == Loss.None ? size : size / Spec.Batch;
    }
}
