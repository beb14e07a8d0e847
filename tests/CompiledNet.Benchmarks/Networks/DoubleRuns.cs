namespace CompiledNet.Benchmarks.Networks;

internal readonly struct Run2x3x2Double(int batch) : INetworkRun<Run2x3x2Double, double>
{
    private readonly Net2x3x2Double _network = new();
    private readonly Net2x3x2Double.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run2x3x2Double, double>.CreateOptimizer();

    public INetwork<double> Network => _network;

    public Workspace<double> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net2x3x2Double.InputSize;

    public static Run2x3x2Double Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<double> input, Span<double> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.Backward(targets, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run4x5x1Double(int batch) : INetworkRun<Run4x5x1Double, double>
{
    private readonly Net4x5x1Double _network = new();
    private readonly Net4x5x1Double.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run4x5x1Double, double>.CreateOptimizer();

    public INetwork<double> Network => _network;

    public Workspace<double> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net4x5x1Double.InputSize;

    public static Run4x5x1Double Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<double> input, Span<double> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.Backward(targets, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run64x32x10Double(int batch) : INetworkRun<Run64x32x10Double, double>
{
    private readonly Net64x32x10Double _network = new();
    private readonly Net64x32x10Double.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run64x32x10Double, double>.CreateOptimizer();

    public INetwork<double> Network => _network;

    public Workspace<double> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net64x32x10Double.InputSize;

    public static Run64x32x10Double Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<double> input, Span<double> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.BackwardClasses(classes, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run24x64x64x4Double(int batch) : INetworkRun<Run24x64x64x4Double, double>
{
    private readonly Net24x64x64x4Double _network = new();
    private readonly Net24x64x64x4Double.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run24x64x64x4Double, double>.CreateOptimizer();

    public INetwork<double> Network => _network;

    public Workspace<double> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net24x64x64x4Double.InputSize;

    public static Run24x64x64x4Double Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<double> input, Span<double> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.Backward(targets, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run784x128x10Double(int batch) : INetworkRun<Run784x128x10Double, double>
{
    private readonly Net784x128x10Double _network = new();
    private readonly Net784x128x10Double.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run784x128x10Double, double>.CreateOptimizer();

    public INetwork<double> Network => _network;

    public Workspace<double> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net784x128x10Double.InputSize;

    public static Run784x128x10Double Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<double> input, Span<double> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.BackwardClasses(classes, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run128x256x256x64Double(int batch) : INetworkRun<Run128x256x256x64Double, double>
{
    private readonly Net128x256x256x64Double _network = new();
    private readonly Net128x256x256x64Double.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run128x256x256x64Double, double>.CreateOptimizer();

    public INetwork<double> Network => _network;

    public Workspace<double> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net128x256x256x64Double.InputSize;

    public static Run128x256x256x64Double Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<double> input, Span<double> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<double> inputs, ReadOnlySpan<double> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.Backward(targets, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}
