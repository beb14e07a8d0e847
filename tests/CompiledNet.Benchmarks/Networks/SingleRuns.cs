namespace CompiledNet.Benchmarks.Networks;

internal readonly struct Run2x3x2(int batch) : INetworkRun<Run2x3x2, float>
{
    private readonly Net2x3x2 _network = new();
    private readonly Net2x3x2.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run2x3x2, float>.CreateOptimizer();

    public INetwork<float> Network => _network;

    public Workspace<float> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net2x3x2.InputSize;

    public static Run2x3x2 Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<float> input, Span<float> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.Backward(targets, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run4x5x1(int batch) : INetworkRun<Run4x5x1, float>
{
    private readonly Net4x5x1 _network = new();
    private readonly Net4x5x1.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run4x5x1, float>.CreateOptimizer();

    public INetwork<float> Network => _network;

    public Workspace<float> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net4x5x1.InputSize;

    public static Run4x5x1 Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<float> input, Span<float> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.Backward(targets, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run64x32x10(int batch) : INetworkRun<Run64x32x10, float>
{
    private readonly Net64x32x10 _network = new();
    private readonly Net64x32x10.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run64x32x10, float>.CreateOptimizer();

    public INetwork<float> Network => _network;

    public Workspace<float> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net64x32x10.InputSize;

    public static Run64x32x10 Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<float> input, Span<float> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.BackwardClasses(classes, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run24x64x64x4(int batch) : INetworkRun<Run24x64x64x4, float>
{
    private readonly Net24x64x64x4 _network = new();
    private readonly Net24x64x64x4.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run24x64x64x4, float>.CreateOptimizer();

    public INetwork<float> Network => _network;

    public Workspace<float> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net24x64x64x4.InputSize;

    public static Run24x64x64x4 Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<float> input, Span<float> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.Backward(targets, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run784x128x10(int batch) : INetworkRun<Run784x128x10, float>
{
    private readonly Net784x128x10 _network = new();
    private readonly Net784x128x10.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run784x128x10, float>.CreateOptimizer();

    public INetwork<float> Network => _network;

    public Workspace<float> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net784x128x10.InputSize;

    public static Run784x128x10 Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<float> input, Span<float> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.BackwardClasses(classes, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}

internal readonly struct Run128x256x256x64(int batch) : INetworkRun<Run128x256x256x64, float>
{
    private readonly Net128x256x256x64 _network = new();
    private readonly Net128x256x256x64.Workspace _workspace = new(batch);
    private readonly Adam _adam = INetworkRun<Run128x256x256x64, float>.CreateOptimizer();

    public INetwork<float> Network => _network;

    public Workspace<float> Workspace => _workspace;

    public Adam Optimizer => _adam;

    public static int InputSize => Net128x256x256x64.InputSize;

    public static Run128x256x256x64 Create(int batch) => new(batch);

    public void Infer(int call, ReadOnlySpan<float> input, Span<float> output) => _network.Forward(input, output);

    public void Step(ReadOnlySpan<float> inputs, ReadOnlySpan<float> targets, ReadOnlySpan<int> classes)
    {
        _network.Forward(inputs, _workspace);
        _network.Backward(targets, _workspace);
        _adam.Step(_network.Parameters, _workspace.Gradients);
    }
}
