using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Layers.Windows;

namespace CompiledNet.Generator.Layers.Pool;

/// <summary>The main file's methods of a pooling.</summary>
internal sealed class PoolText(CodeWriter w, Vocabulary v, PoolPlan layer)
{
    private readonly LayerNames _n = new(layer);
    private readonly SamplewiseText _text = new(w, v, layer);
    private readonly WindowText _windows = new(w, layer.Axes);

    // A pooling over all positions has one window.
    private string Row => layer.Rows == 1 ? "0" : _windows.Window;

    private string Element => $"{_windows.Position} * {layer.InputStride} + j";

    public void EmitForward(string equation) => _text.EmitForward(
        layer.Forward,
        [$"{equation}{_windows.Outside("nothing is taken")}"],
        () =>
        {
            w.Line();
            _windows.EmitWindows(() =>
            {
                _text.EmitResultRow(Row);
                using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
                {
                    if (layer.IsMean)
                    {
                        EmitMean();
                    }
                    else
                    {
                        EmitLargest();
                    }

                    ActivationCode.EmitStore(w, v, layer, "j", "z");
                }
            });
        });

    public void EmitBackward() => _text.EmitBackward(
        [
            layer.IsMean
                ? $"∂L/∂{_n.X} = δ{layer.Index} of each window in equal parts, because every {_n.X} of it has the same share of the mean"
                : $"∂L/∂{_n.X} = δ{layer.Index} of each window where its largest number is (the first, if there are several): the others do not change z",
        ],
        readsInputs: !layer.IsMean,
        emitGradients: null,
        emitSample: null,
        emitInput: _ => _windows.EmitWindows(() =>
        {
            _text.EmitDeltaRow(Row);
            using (w.Block($"for (int j = 0; j < {layer.OutputSize}; j++)"))
            {
                if (layer.IsMean)
                {
                    EmitMeanGradient();
                }
                else
                {
                    EmitLargestGradient();
                }
            }
        }));

    private void EmitMean()
    {
        w.Line("double sum = 0;");
        w.Line("int count = 0;");
        _windows.EmitPositions(() =>
        {
            w.Line($"sum += {_n.X}[{Element}];");
            w.Line("count++;");
        });
        w.Line();
        w.Line($"{v.T} z = {(v.T == "double" ? "sum / count" : $"({v.T})(sum / count)")};");
    }

    private void EmitLargest()
    {
        w.Line($"{v.T} z = {v.T}.NegativeInfinity;");
        _windows.EmitPositions(() => w.Line($"z = {v.MathClass}.Max(z, {_n.X}[{Element}]);"));
        w.Line();
    }

    private void EmitMeanGradient()
    {
        w.Line("int count = 0;");
        _windows.EmitPositions(() => w.Line("count++;"));
        w.Line();
        w.Line($"{v.T} share = {_n.Delta}[j] / count;");
        _windows.EmitPositions(() => w.Line($"{InputGradientText.Of(layer.Input.Value)}[{Element}] += share;"));
    }

    private void EmitLargestGradient()
    {
        w.Line("int largest = -1;");
        _windows.EmitPositions(() =>
        {
            w.Line($"int i = {Element};");
            using (w.Block($"if (largest < 0 || {_n.X}[i] > {_n.X}[largest])"))
            {
                w.Line("largest = i;");
            }
        });
        w.Line();
        w.Line($"{InputGradientText.Of(layer.Input.Value)}[largest] += {_n.Delta}[j];");
    }
}
