using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Sweep;

/// <summary>A network of the sweep with what it is timed on.</summary>
internal sealed class SweepLayer
{
    private readonly int _width;

    public SweepLayer(INetwork<float> network)
    {
        _width = network.InputSize;
        var random = new Networks.Draws(7);
        var input = new AlignedBuffer<float>(SweepPoint.Batch * network.InputSize);
        var target = new AlignedBuffer<float>(SweepPoint.Batch * network.OutputSize);
        var output = new AlignedBuffer<float>(network.OutputSize);
        random.Fill(input.Span);
        random.Fill(target.Span);
        Workspace<float> workspace = network.CreateWorkspace(SweepPoint.Batch);
        var adam = new Adam();
        Inference = new Contestant("inference", calls =>
        {
            ReadOnlySpan<float> sample = input.Span[..network.InputSize];
            for (int i = 0; i < calls; i++)
            {
                network.Forward(sample, output.Span);
            }
        });
        Step = new Contestant("step", steps =>
        {
            for (int i = 0; i < steps; i++)
            {
                network.Forward(input.Span, workspace);
                network.Backward(target.Span, workspace);
                adam.Step(network.Parameters, workspace.Gradients);
            }
        });
    }

    public Contestant Inference { get; }

    public Contestant Step { get; }

    public SweepPoint ToPoint() => new(_width, Inference.Figure.Least, Step.Figure.Least);
}
