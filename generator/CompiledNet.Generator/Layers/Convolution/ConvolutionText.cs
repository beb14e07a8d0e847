using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Layers.Windows;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Convolution;

/// <summary>The main file's methods of a convolution.</summary>
internal sealed class ConvolutionText : IConvolutionText
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly ConvolutionPlan _layer;
    private readonly LayerNames _n;
    private readonly SamplewiseText _text;
    private readonly WindowText _windows;

    public ConvolutionText(CodeWriter writer, Vocabulary vocabulary, ConvolutionPlan layer)
    {
        _w = writer;
        _v = vocabulary;
        _layer = layer;
        _n = new LayerNames(layer);
        _windows = new WindowText(writer, layer.Axes);
        _text = new SamplewiseText(writer, vocabulary, layer) { EmitParameters = EmitWeights, EmitForwardParameters = EmitBiases };
    }

    private int FiltersOfGroup => _layer.OutputSize / _layer.Groups;

    // The channels of the filter's group.
    private string Channel => (_layer.Groups, HasOneChannel) switch
    {
        (1, false) => " + i",
        (1, true) => "",
        (_, false) => " + first + i",
        _ => FiltersOfGroup == 1 ? " + f" : " + first",
    };

    // A filter that sees one channel has no sum over channels.
    private bool HasOneChannel => _layer.ChannelsOfGroup == 1;

    private string ChannelFormula => _layer.Groups == 1 ? "i" : "first + i";

    private string Weight => $"[{WeightIndex}]";

    private string WeightIndex => (_windows.Tap, HasOneChannel) switch
    {
        ("0", true) => "f",
        ("0", false) => $"i * {_layer.Lanes} + f",
        (var tap, true) => $"{tap} * {_layer.Lanes} + f",
        var (tap, _) => $"({tap} * {_layer.ChannelsOfGroup} + i) * {_layer.Lanes} + f",
    };

    private string Element => _layer.InputStride == 1 ? $"[{_windows.PlainPosition}{Channel}]" : $"[{_windows.Position} * {_layer.InputStride}{Channel}]";

    public void EmitForward()
    {
        string bias = _layer.HasBias ? $"{_n.B}[f] + " : "";
        string group = _layer.Groups == 1 ? "" : $", where first is the first channel of f's group, of which there are {_layer.Groups}";
        _text.EmitForward(
            _layer.Forward,
            [
                $"{_n.Z}[{_windows.WindowFormula}, f] = {bias}{_windows.SumFormula} Σ_i {_n.W}[f, i, {_windows.TapFormula}] {_n.X}[{_windows.PositionFormula}, {ChannelFormula}]{group}{_windows.Outside("0 is taken")}",
                $"{_n.A} ({_layer.Output.Shape}) = {ActivationCode.Applied(_layer.Activation, _n.Z)}{ActivationText.Definition(_layer, _n.Z)}",
                $"{_n.W}[f, i, {_windows.TapFormula}] lies at {WeightIndex}",
            ],
            () =>
            {
                _w.Line();
                _windows.EmitWindows(() =>
                {
                    _text.EmitResultRow(_windows.Window);
                    using (_w.Block($"for (int f = 0; f < {_layer.OutputSize}; f++)"))
                    {
                        EmitFirstChannel();
                        _w.Line($"{_v.T} z = {(_layer.HasBias ? $"{_n.B}[f]" : _v.Literal(0))};");
                        EmitElements(() => _w.Line($"z += {_n.W}{Weight} * {_n.X}{Element};"));
                        _w.Line();
                        ActivationCode.EmitStore(_w, _v, _layer, "f", "z");
                    }

                    _text.EmitEndOfRow();
                });
            });
    }

    public void EmitBackward()
    {
        string x = $"{_n.X}[{_windows.PositionFormula}, {ChannelFormula}]";
        string delta = $"{_n.DeltaSymbol}[{_windows.WindowFormula}, f]";
        string sumOfWindows = _layer.Axes.Count == 2 ? "Σ_r Σ_c" : "Σ_t";
        string[] equations =
        [
            $"d{_n.W}[f, i, {_windows.TapFormula}] = {sumOfWindows} {delta} {x}: every window has the same weights, and each of them its share of their gradient; summed over the samples",
            .. _layer.HasBias ? new[] { $"d{_n.B}[f] = {sumOfWindows} {delta}; summed too" } : [],
            $"∂L/∂{x} += {_n.W}[f, i, {_windows.TapFormula}] {delta}, for every window in which it lies, and every filter"
                + (_layer.Input.Value.IsNetworkInput ? "; only if asked for" : ""),
        ];
        _text.EmitBackward(
            equations,
            readsInputs: true,
            emitGradients: EmitGradients,
            emitSample: () => _windows.EmitWindows(() =>
            {
                _text.EmitDeltaRow(_windows.Window);
                using (_w.Block($"for (int f = 0; f < {_layer.OutputSize}; f++)"))
                {
                    EmitFirstChannel();
                    if (_layer.HasBias)
                    {
                        _w.Line($"d{_n.B}[f] += {_n.Delta}[f];");
                    }

                    EmitElements(() => _w.Line($"d{_n.W}{Weight} += {_n.Delta}[f] * {_n.X}{Element};"));
                }
            }),
            emitInput: _ => _windows.EmitWindows(() =>
            {
                _text.EmitDeltaRow(_windows.Window);
                using (_w.Block($"for (int f = 0; f < {_layer.OutputSize}; f++)"))
                {
                    EmitFirstChannel();
                    EmitElements(() => _w.Line($"{InputGradientText.Of(_layer.Input.Value)}{Element} += {_n.W}{Weight} * {_n.Delta}[f];"));
                }
            }));
    }

    private void EmitFirstChannel()
    {
        if (Channel.StartsWith(" + first", StringComparison.Ordinal))
        {
            _w.Line($"int first = f / {FiltersOfGroup} * {_layer.ChannelsOfGroup};");
        }
    }

    private void EmitElements(Action body) => _windows.EmitPositions(() =>
    {
        if (HasOneChannel)
        {
            body();
            return;
        }

        using (_w.Block($"for (int i = 0; i < {_layer.ChannelsOfGroup}; i++)"))
        {
            body();
        }
    });

    private void EmitWeights() => _w.Line($"{_v.ReadOnlySpan} {_n.W} = parameters.Slice({_layer.Weights.Offset}, {_layer.Weights.Length});");

    private void EmitBiases()
    {
        if (_layer.HasBias)
        {
            _w.Line($"{_v.ReadOnlySpan} {_n.B} = parameters.Slice({_layer.Biases.Offset}, {_layer.Biases.Count});");
        }
    }

    private void EmitGradients()
    {
        _w.Line($"{_v.Span} d{_n.W} = workspace.Gradients.Slice({_layer.Weights.Offset}, {_layer.Weights.Length});");
        if (_layer.HasBias)
        {
            TensorPlan biases = _layer.Biases;
            _w.Line($"{_v.Span} d{_n.B} = workspace.Gradients.Slice({biases.Offset}, {(_layer.HasKernels ? biases.Length : biases.Rows)});");
        }

        if (_layer.HasKernels)
        {
            using (_w.Block("if (!accumulate)"))
            {
                _w.Line($"d{_n.W}.Clear();");
                if (_layer.HasBias)
                {
                    _w.Line($"d{_n.B}.Clear();");
                }
            }

            _w.Line();
        }
    }
}
