using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz.Graphs;

/// <summary>One graph with its data: what every check starts from, and where it reports.</summary>
internal sealed class GraphTrial<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Noises = 2;

    private readonly List<Failure> _failures;
    private readonly Func<INetwork<T>> _create;
    private readonly T[] _parameters;

    /// <summary>Makes a trial of a new network.</summary>
    /// <param name="spec">What it was declared as.</param>
    /// <param name="create">Makes the network.</param>
    /// <param name="access">What its class can beside.</param>
    /// <param name="tally">What is counted.</param>
    /// <param name="failures">Where failures are added.</param>
    public GraphTrial(GraphSpec spec, Func<INetwork<T>> create, GraphAccess<T> access, Tally tally, List<Failure> failures)
    {
        Spec = spec;
        Tally = tally;
        _create = create;
        Access = access;
        _failures = failures;
        Network = create();
        GraphTensors.Unsettle(Network, new Random(spec.Seed));
        _parameters = Network.Parameters.ToArray();
        Naive = NaiveOf(spec);
        var masks = new DropoutMasks<T>(spec, Network, access, what => Fail(Kind.Mask, what));
        masks.Learn(new Random(spec.Seed));
        Masks = masks.Known;
        Data = GraphData.Draw(spec, (inputs, isTraining) => Forward(new NaiveBatch(inputs, isTraining, Masks)));
        Input = Tensors.Convert<T>(Data.Inputs);
        masks.Learn(Input);
        Masks = masks.Known;
        Restore();
        Target = Tensors.Convert<T>(Data.Targets);
        OutputGradient = Tensors.Convert<T>(Data.OutputGradients);
    }

    public GraphSpec Spec { get; }

    public INetwork<T> Network { get; }

    public GraphAccess<T> Access { get; }

    public NaiveGraph Naive { get; }

    public Tally Tally { get; }

    /// <summary>The masks of its dropouts, by their values.</summary>
    public IReadOnlyDictionary<int, double[][]> Masks { get; }

    public GraphData Data { get; }

    public T[] Input { get; }

    public T[] Target { get; }

    public T[] OutputGradient { get; }

    /// <summary>The parameters that the network began with, statistics and padding included.</summary>
    public ReadOnlySpan<T> Parameters => _parameters;

    /// <summary>What the network's own loss is computed from; ∂L/∂ŷ where it has none.</summary>
    public NaiveGoal Goal => Data.GoalOf(Spec.Loss);

    /// <summary>A workspace; of sequences of any length for the graph's steps, and some more.</summary>
    public static Workspace<T> CreateWorkspace(GraphSpec spec, INetwork<T> network, int samples, bool inputGradient = false)
    {
        if (network is not ISequenceNetwork<T> sequences)
        {
            return network.CreateWorkspace(samples, inputGradient);
        }

        Workspace<T> workspace = sequences.CreateWorkspace(samples, spec.Input.Height + spec.SpareRows, inputGradient);
        workspace.Steps = spec.Input.Height;
        return workspace;
    }

    /// <summary>Passes of the reference over steps that go on where others ended, the first without rounding errors.</summary>
    public static NaiveForward[] Forward(NaiveGraph graph, NaiveBatch batch, NaiveForward[]? before) =>
    [
        .. Enumerable.Range(0, 1 + Noises).Select(noise => graph.Forward(
            batch with { Before = before?[noise] },
            noise == 0 ? NaiveRounding.None : new NaiveRounding(Tensors.Roundoff<T>(), noise))),
    ];

    /// <summary>Sets what the masks of the next Forward are drawn from.</summary>
    public static void SetDraw(Workspace<T> workspace, GraphSpec spec)
    {
        workspace.Seed = spec.Seed;
        workspace.Step = 3;
    }

    /// <summary>The reference with the same parameters, for sequences of other steps.</summary>
    public NaiveGraph NaiveOf(GraphSpec spec) =>
        new(spec, Network.Tensors.ToDictionary(tensor => tensor.Name, tensor => GraphTensors.Read(tensor, Parameters)));

    /// <summary>Another network with the same parameters.</summary>
    public INetwork<T> Other()
    {
        INetwork<T> other = _create();
        Parameters.CopyTo(other.Parameters);
        return other;
    }

    /// <summary>Puts the statistics back to what they were.</summary>
    public void Restore() => Parameters.CopyTo(Network.Parameters);

    public void Fail(Kind kind, string what) => _failures.Add(new Failure(kind, what));

    /// <summary>Fails unless two buffers hold the same bits.</summary>
    public void RequireSame(Kind kind, string what, ReadOnlySpan<T> expected, ReadOnlySpan<T> actual)
    {
        if (!expected.SequenceEqual(actual))
        {
            Fail(kind, what);
        }
    }

    /// <summary>Compares with what several passes of the reference gave, the first of which had no rounding errors.</summary>
    public void Compare(Kind kind, string name, IEnumerable<double[]> expected, double[] actual, double size = 0)
    {
        double[][] passes = [.. expected];
        double uncertainty = passes.Skip(1).Max(noisy => Tensors.Distance(passes[0], noisy));
        if (size == 0 && passes[0].All(value => value == 0))
        {
            // Nothing but zeros is added up, such as what goes back through the normalization of one number.
            size = 20 * Tensors.Slack * uncertainty;
        }

        // A thousandth in double: the functions differ by a few last places.
        double tolerance = Tensors.Tolerance<T>() * (typeof(T) == typeof(double) ? 1e-3 : 1);
        if (Tensors.Compare(new Tensor(name, passes[0], uncertainty, size), actual, tolerance, Tally) is { } what)
        {
            Fail(kind, what);
        }
    }

    /// <summary>Passes of the reference over the graph's inputs, the first without rounding errors.</summary>
    public NaiveForward[] Forward(bool isTraining) => Forward(new NaiveBatch(Data.Inputs, isTraining, Masks));

    public Workspace<T> Workspace(int threads = 1)
    {
        Workspace<T> workspace = CreateWorkspace(Spec, Network, Spec.Batch + Spec.SpareRows, inputGradient: true);
        workspace.Threads = threads;
        return workspace;
    }

    /// <summary>Leaves a larger batch in a workspace, which must not matter to the next one.</summary>
    public void UseUp(Workspace<T> workspace)
    {
        int steps = workspace.Steps;
        workspace.Steps = workspace.MaxSteps;
        var input = new T[workspace.Input.Length];
        Array.Fill(input, T.CreateChecked(0.75));
        Network.Forward(input, workspace);
        var gradient = new T[workspace.Output.Length];
        Array.Fill(gradient, T.CreateChecked(0.25));
        Network.BackwardFrom(gradient, workspace);
        workspace.Steps = steps;
        Restore();
    }

    /// <summary>Forward propagation of the graph's inputs.</summary>
    public void Forward(Workspace<T> workspace, bool isTraining) => Forward(workspace, isTraining, Input);

    /// <summary>Forward propagation of any inputs.</summary>
    public void Forward(Workspace<T> workspace, bool isTraining, ReadOnlySpan<T> input)
    {
        workspace.IsTraining = isTraining;
        SetDraw(workspace, Spec);
        if (Spec.InPlace)
        {
            input.CopyTo(workspace.Input);
            Network.Forward(workspace.Input[..input.Length], workspace);
        }
        else
        {
            Network.Forward(input, workspace);
        }
    }

    /// <summary>Backward propagation of the goal.</summary>
    public T Backward(Workspace<T> workspace, NaiveGoal goal, bool accumulate = false)
    {
        workspace.SampleWeights = goal.Weights is { } weights ? Array.ConvertAll(weights, T.CreateTruncating) : default;
        if (goal.Targets is null)
        {
            Network.BackwardFrom(OutputGradient, workspace, accumulate);
            return T.Zero;
        }

        return Data.Classes is { } classes
            ? Network.BackwardClasses(classes, workspace, accumulate)
            : Network.Backward(Target, workspace, accumulate);
    }

    /// <summary>The loss of the last Forward, or Σ dŷ·ŷ where the network has none.</summary>
    public double Evaluate(Workspace<T> workspace)
    {
        workspace.SampleWeights = Goal.Weights is { } weights ? Array.ConvertAll(weights, T.CreateTruncating) : default;
        if (Spec.Loss != Loss.None)
        {
            return double.CreateChecked(Data.Classes is { } classes
                ? Network.EvaluateLossClasses(classes, workspace)
                : Network.EvaluateLoss(Target, workspace));
        }

        double sum = 0;
        for (int i = 0; i < OutputGradient.Length; i++)
        {
            sum += double.CreateChecked(OutputGradient[i]) * double.CreateChecked(workspace.Output[i]);
        }

        return sum;
    }

    /// <summary>The activations of a layer.</summary>
    public double[] ActivationsOf(Workspace<T> workspace, int value) => Tensors.Doubles<T>(Access.Activations(workspace, value));

    private NaiveForward[] Forward(NaiveBatch batch) => Forward(Naive, batch, before: null);
}
