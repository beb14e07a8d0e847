using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Layers.Recurrent;

/// <summary>What the main file's methods of GRU and LSTM have in common: parameters, the rows of what is kept, and gradients.</summary>
internal sealed class RecurrentText
{
    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly RecurrentPlan _layer;
    private readonly LayerNames _n;

    /// <summary>Writes for a layer.</summary>
    /// <param name="writer">The text.</param>
    /// <param name="vocabulary">Its words.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="kept">What a training step keeps.</param>
    public RecurrentText(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan layer, string kept)
    {
        _w = writer;
        _v = vocabulary;
        _layer = layer;
        _n = new LayerNames(layer);
        Samples = new SamplewiseText(writer, vocabulary, layer)
        {
            EmitParameters = EmitParameters,
            Kept = kept,
            DeltaEquation = $"{_n.DeltaSymbol} ({layer.Output.Shape}) = ∂L/∂{_n.A}, as far as h[t] does not reach L through later steps of this layer",
        };
    }

    /// <summary>The methods, sample by sample.</summary>
    public SamplewiseText Samples { get; }

    /// <summary>Whether it is the way back that is written, which reads no biases.</summary>
    public bool IsBack { get; set; }

    public int Units => _layer.Units;

    private string Steps => _layer.IsOpen ? "steps" : LayerNames.Text(_layer.Rows);

    /// <summary>A line on where the weights lie.</summary>
    /// <param name="gates">The letters of the gates.</param>
    public string Places(string gates) =>
        $"W_i{gates[0]}[j, k] lies at k * {_layer.Lanes} + j of Wi, W_h{gates[0]}[j, k] there in Wh, and each gate {Units} behind the one before: {string.Join(", ", gates.ToCharArray())}";

    /// <summary>The element of a matrix or a vector that belongs to a gate.</summary>
    /// <param name="name">Wi, Wh, bi or bh.</param>
    /// <param name="gate">The gate.</param>
    /// <param name="column">The column; null for a vector.</param>
    public string Element(string name, int gate, string? column = null)
    {
        string unit = gate == 0 ? "j" : $"{gate * Units} + j";
        return column is null ? $"{name}[{unit}]" : $"{name}[{column} * {_layer.Lanes} + {unit}]";
    }

    /// <summary>The sum of biases with which a gate begins.</summary>
    public string Start(int gate, bool input = true, bool recurrent = true)
    {
        if (!_layer.HasBias)
        {
            return _v.Literal(0);
        }

        string[] terms = [.. input ? new[] { Element("bi", gate) } : [], .. recurrent ? new[] { Element("bh", gate) } : []];
        return string.Join(" + ", terms);
    }

    /// <summary>Writes the loop over the steps, first to last or last to first.</summary>
    public void EmitSteps(bool back, Action body)
    {
        string last = _layer.IsOpen ? "steps - 1" : LayerNames.Text(_layer.Rows - 1);
        using (_w.Block(back ? $"for (int t = {last}; t >= 0; t--)" : $"for (int t = 0; t < {Steps}; t++)"))
        {
            body();
        }
    }

    /// <summary>Writes the loop over the units.</summary>
    public void EmitUnits(Action body)
    {
        using (_w.Block($"for (int j = 0; j < {Units}; j++)"))
        {
            body();
        }
    }

    /// <summary>Writes the loop over the inputs of a step, whose local is input.</summary>
    public void EmitInputs(params string[] lines) => EmitLoop(_layer.InputSize, $"{_n.X}[t * {_layer.InputStride} + k]", "input", lines);

    /// <summary>Writes the loop over the units of the step before.</summary>
    public void EmitBefore(params string[] lines)
    {
        using (_w.Block($"for (int k = 0; k < {Units}; k++)"))
        {
            _w.Lines(lines);
        }
    }

    /// <summary>Writes the local of a row of a buffer, or of a part of it.</summary>
    /// <param name="local">The local; what it is follows in a comment.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="offset">Where the part begins.</param>
    /// <param name="isRead">Whether it is only read.</param>
    /// <param name="ofWorkspace">Whether the method has it from the workspace.</param>
    public void EmitRow(string local, BufferPlan buffer, int stride, int offset, bool isRead, bool ofWorkspace)
    {
        string start = $"(s * {Steps} + t) * {stride}" + (offset == 0 ? "" : $" + {offset}");
        _w.Line($"{(isRead ? _v.ReadOnlySpan : _v.Span)} {local} = {(ofWorkspace ? "workspace." : "")}{buffer.Name}.Slice({start}, {Units});");
    }

    /// <summary>Writes the locals of the gates of a step.</summary>
    public void EmitGates(string[] names, BufferPlan buffer, bool isRead, bool ofWorkspace)
    {
        for (int gate = 0; gate < names.Length; gate++)
        {
            EmitRow(names[gate], buffer, _layer.GateStride, gate * Units, isRead, ofWorkspace);
        }
    }

    /// <summary>Writes a part of the state of a sample, from which the sequence goes on, or which begins at 0.</summary>
    /// <param name="local">The local.</param>
    /// <param name="work">Where it is, if it begins at 0.</param>
    /// <param name="part">0 for h, 1 for c.</param>
    public void EmitState(string local, BufferPlan work, int part)
    {
        EmitPart(local, _layer.State ?? work, part * Units, "");
        if (_layer.State is null)
        {
            _w.Line($"{local}.Clear();");
        }
    }

    /// <summary>Writes a local of the way back that begins at 0.</summary>
    public void EmitLeft(string local, int part)
    {
        EmitPart(local, _layer.Work, part * Units, "workspace.");
        _w.Line($"{local}.Clear();");
    }

    /// <summary>Writes the local of a part of a sample's scratch memory.</summary>
    public void EmitPart(string local, BufferPlan buffer, int offset, string owner)
    {
        string start = $"s * {buffer.Length}" + (offset == 0 ? "" : $" + {offset}");
        _w.Line($"{_v.Span} {local} = {owner}{buffer.Name}.Slice({start}, {Units});");
    }

    /// <summary>Writes ∂L/∂x from δ of the gates.</summary>
    /// <param name="names">Their locals.</param>
    public void EmitInputGradient(string[] names) => EmitSteps(back: false, () =>
    {
        EmitGates(names, _layer.InputDeltas, isRead: true, ofWorkspace: true);
        EmitUnits(() =>
        {
            using (_w.Block($"for (int k = 0; k < {_layer.InputSize}; k++)"))
            {
                string sum = string.Join(" + ", names.Select((name, gate) => $"{Element("Wi", gate, "k")} * {name}[j]"));
                _w.Line($"{InputGradientText.Of(_layer.Input.Value)}[t * {_layer.InputStride} + k] += {sum};");
            }
        });
    });

    /// <summary>Writes the locals of the gradients of the parameters, and sets them to 0 where that is wanted.</summary>
    public void EmitGradients()
    {
        (string Name, TensorPlan Tensor)[] gradients =
        [
            ("dWi", _layer.InputWeights),
            ("dWh", _layer.RecurrentWeights),
            .. _layer.HasBias ? new[] { ("dbi", _layer.InputBiases), ("dbh", _layer.RecurrentBiases) } : [],
        ];
        foreach ((string name, TensorPlan tensor) in gradients)
        {
            _w.Line($"{_v.Span} {name} = workspace.Gradients.Slice({tensor.Offset}, {tensor.Length});");
        }

        if (_layer.HasKernels)
        {
            using (_w.Block("if (!accumulate)"))
            {
                _w.Lines([.. gradients.Select(gradient => gradient.Name + ".Clear();")]);
            }

            _w.Line();
        }
    }

    /// <summary>Writes what the step adds to the gradients of the biases.</summary>
    public void EmitBiasGradients(string[] input, string[] recurrent)
    {
        if (!_layer.HasBias)
        {
            return;
        }

        _w.Lines([.. input.Select((name, gate) => $"{Element("dbi", gate)} += {name}[j];")]);
        _w.Lines([.. recurrent.Select((name, gate) => $"{Element("dbh", gate)} += {name}[j];")]);
    }

    private void EmitLoop(int count, string element, string local, string[] lines)
    {
        using (_w.Block($"for (int k = 0; k < {count}; k++)"))
        {
            _w.Line($"{_v.T} {local} = {element};");
            _w.Lines(lines);
        }
    }

    private void EmitParameters()
    {
        _w.Line($"{_v.ReadOnlySpan} Wi = parameters.Slice({_layer.InputWeights.Offset}, {_layer.InputWeights.Length});");
        _w.Line($"{_v.ReadOnlySpan} Wh = parameters.Slice({_layer.RecurrentWeights.Offset}, {_layer.RecurrentWeights.Length});");
        if (_layer.HasBias && !IsBack)
        {
            _w.Line($"{_v.ReadOnlySpan} bi = parameters.Slice({_layer.InputBiases.Offset}, {_layer.InputBiases.Count});");
            _w.Line($"{_v.ReadOnlySpan} bh = parameters.Slice({_layer.RecurrentBiases.Offset}, {_layer.RecurrentBiases.Count});");
        }
    }
}
