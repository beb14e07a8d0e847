using CompiledNet.Benchmarks.Measuring;
using CompiledNet.Benchmarks.Networks;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>A network as a program without a generator has it: layers in a loop, sizes known at run time, every buffer allocated once.</summary>
/// <typeparam name="TMath">The operations.</typeparam>
internal sealed class DenseModel<TMath>
    where TMath : IDenseMath
{
    private readonly IReadOnlyList<LayerInfo> _layers;
    private readonly Loss _loss;
    private readonly int[] _offsets;
    private readonly float[] _m;
    private readonly float[] _v;
    private readonly AlignedBuffer<float> _parameters;
    private readonly AlignedBuffer<float> _gradients;
    private readonly AlignedBuffer<float>[] _activations;
    private readonly AlignedBuffer<float>[] _deltas;
    private double _beta1Power = 1;
    private double _beta2Power = 1;

    /// <summary>A network with the common weights.</summary>
    /// <param name="subject">Which network.</param>
    /// <param name="batch">Samples at a time.</param>
    public DenseModel(Subject<float> subject, int batch)
    {
        INetwork<float> network = subject.Network;
        _layers = [.. network.Layers];
        _loss = network.Loss;
        Batch = batch;
        _parameters = new AlignedBuffer<float>(network.ParameterCount);
        _gradients = new AlignedBuffer<float>(network.ParameterCount);
        _m = new float[network.ParameterCount];
        _v = new float[network.ParameterCount];
        _activations = [.. _layers.Select(layer => new AlignedBuffer<float>(batch * layer.OutputSize))];
        _deltas = [.. _layers.Select(layer => new AlignedBuffer<float>(batch * layer.OutputSize))];
        _offsets = new int[_layers.Count];
        for (int l = 1; l < _offsets.Length; l++)
        {
            _offsets[l] = _offsets[l - 1] + _layers[l - 1].ParameterCount;
        }

        CommonWeights common = CommonWeights.Of(network);
        for (int l = 0; l < _offsets.Length; l++)
        {
            common.Weights[l].CopyTo(Weights(_parameters, l));
            common.Biases[l].CopyTo(Biases(_parameters, l));
        }
    }

    public int Batch { get; }

    /// <summary>Adam's.</summary>
    public double LearningRate { get; set; } = Training<float>.LearningRate;

    public Span<float> Parameters => _parameters.Span;

    public Span<float> Gradients => _gradients.Span;

    /// <summary>Forward propagation; the last layer's activations go to the given output.</summary>
    public void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        ReadOnlySpan<float> x = input;
        for (int l = 0; l < _layers.Count; l++)
        {
            LayerInfo layer = _layers[l];
            Span<float> a = l == _layers.Count - 1 ? output : _activations[l].Span;
            TMath.Affine(x, Weights(_parameters, l), Biases(_parameters, l), a, Batch, layer.InputSize, layer.OutputSize);
            TMath.Activate(layer.Activation, a, layer.OutputSize);
            x = a;
        }
    }

    /// <summary>Forward, backward and Adam. The loss itself is not computed.</summary>
    public void Step(ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<int> classes)
    {
        int last = _layers.Count - 1;
        Span<float> output = _activations[last].Span;
        Forward(input, output);
        BeginBackward(output, targets, classes, _deltas[last].Span);
        for (int l = last; l >= 0; l--)
        {
            LayerInfo layer = _layers[l];
            ReadOnlySpan<float> delta = _deltas[l].Span;
            ReadOnlySpan<float> x = l == 0 ? input : _activations[l - 1].Span;
            TMath.ParameterGradients(
                delta, x, Weights(_gradients, l), Biases(_gradients, l), Batch, layer.InputSize, layer.OutputSize);
            if (l > 0)
            {
                Span<float> before = _deltas[l - 1].Span;
                TMath.InputGradients(delta, Weights(_parameters, l), before, Batch, layer.InputSize, layer.OutputSize);
                TMath.Derive(_layers[l - 1].Activation, x, before);
            }
        }

        _beta1Power *= Training<float>.Beta1;
        _beta2Power *= Training<float>.Beta2;
        TMath.Adam(
            Parameters,
            Gradients,
            _m,
            _v,
            (float)(LearningRate / (1 - _beta1Power)),
            (float)(1 / Math.Sqrt(1 - _beta2Power)));
    }

    // The last layer's δ: after a softmax with classes a − y, else the derivative of the loss times that of the activation.
    private void BeginBackward(ReadOnlySpan<float> output, ReadOnlySpan<float> targets, ReadOnlySpan<int> classes, Span<float> delta)
    {
        LayerInfo layer = _layers[^1];
        switch (_loss)
        {
            case Loss.CategoricalCrossEntropy:
                float share = 1f / Batch;
                TMath.Scale(output, share, delta);
                for (int s = 0; s < classes.Length; s++)
                {
                    delta[(s * layer.OutputSize) + classes[s]] -= share;
                }

                return;
            case Loss.HalfSquaredError:
                TMath.Difference(output, targets, 1f / Batch, delta);
                break;
            default:
                TMath.Difference(output, targets, 2f / (Batch * layer.OutputSize), delta);
                break;
        }

        TMath.Derive(layer.Activation, output, delta);
    }

    private Span<float> Weights(AlignedBuffer<float> buffer, int layer) => buffer.Span.Slice(_offsets[layer], _layers[layer].Weights.Count);

    private Span<float> Biases(AlignedBuffer<float> buffer, int layer) =>
        buffer.Span.Slice(_offsets[layer] + _layers[layer].Weights.Count, _layers[layer].OutputSize);
}
