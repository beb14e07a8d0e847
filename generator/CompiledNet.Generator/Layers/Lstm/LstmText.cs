using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Layers.Recurrent;

namespace CompiledNet.Generator.Layers.Lstm;

/// <summary>The main file's methods of an LSTM.</summary>
internal sealed class LstmText
{
    private static readonly string[] Gates = ["i", "f", "g", "o"];
    private static readonly string[] Sums = ["sumI", "sumF", "sumG", "sumO"];
    private static readonly string[] Deltas = ["di", "df", "dg", "dout"];

    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly RecurrentPlan _layer;
    private readonly LayerNames _n;
    private readonly RecurrentText _text;

    public LstmText(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan layer)
    {
        _w = writer;
        _v = vocabulary;
        _layer = layer;
        _n = new LayerNames(layer);
        _text = new RecurrentText(
            writer,
            vocabulary,
            layer,
            $"i, f, g and o of each step are kept in {layer.KeptGates.Name}; c[t−1], tanh c[t] and h[t−1] in {layer.KeptBeside.Name}.");
    }

    private string[] Equations =>
    [
        Gate("i", "σ") + $", the input gate; σ is the sigmoid, h[−1] = 0 and c[−1] = 0{(_layer.IsOpen ? ", or both are kept from the Forward before" : "")}",
        Gate("f", "σ") + ", the forget gate",
        Gate("g", "tanh") + ", the new content",
        Gate("o", "σ") + ", the output gate",
        "c[t] = f ⊙ c[t−1] + i ⊙ g",
        $"{_n.A}[t] ({_layer.Units}) = h[t] = o ⊙ tanh c[t]",
        _text.Places("ifgo"),
    ];

    public void EmitForward() => _text.Samples.EmitForward(_layer.Forward, Equations, () =>
    {
        _text.EmitState("h", _layer.Work, 0);
        _text.EmitState("c", _layer.Work, 1);
        _text.EmitSteps(back: false, () =>
        {
            _text.EmitGates(Gates, _layer.KeptGates, isRead: false, ofWorkspace: false);
            EmitKept(isBack: false);
            _w.Line("c.CopyTo(cBefore);");
            _w.Line("h.CopyTo(before);");
            _text.Samples.EmitResultRow("t");
            _text.EmitUnits(() =>
            {
                EmitSums("before");
                _w.Line($"i[j] = {Sigmoid(Sums[0])};");
                _w.Line($"f[j] = {Sigmoid(Sums[1])};");
                _w.Line($"g[j] = {Tanh(Sums[2])};");
                _w.Line($"o[j] = {Sigmoid(Sums[3])};");
                _w.Line("c[j] = f[j] * cBefore[j] + i[j] * g[j];");
                _w.Line($"tanhC[j] = {Tanh("c[j]")};");
                ActivationCode.EmitStore(_w, _v, _layer, "j", "o[j] * tanhC[j]");
            });
            _w.Line();
            _w.Line($"{_n.A}.CopyTo(h);");
        });
    });

    public void EmitInference()
    {
        _w.Line("// The same in inference, where h and c are kept from one step to the next alone.");
        _text.Samples.EmitForward(_layer.Inference, [], () =>
        {
            _text.EmitState("h", _layer.InferenceWork, 0);
            _text.EmitState("c", _layer.InferenceWork, 1);
            _text.EmitSteps(back: false, () =>
            {
                _text.Samples.EmitResultRow("t");
                _text.EmitUnits(() =>
                {
                    EmitSums("h");
                    _w.Line($"c[j] = {Sigmoid(Sums[1])} * c[j] + {Sigmoid(Sums[0])} * {Tanh(Sums[2])};");
                    ActivationCode.EmitStore(_w, _v, _layer, "j", $"{Sigmoid(Sums[3])} * {Tanh("c[j]")}");
                });
                _w.Line();
                _w.Line($"{_n.A}.CopyTo(h);");
            });
        });
    }

    public void EmitBackward()
    {
        string x = _n.X;
        string[] equations =
        [
            $"From the last step to the first, with dh = ∂L/∂h[t] = {_n.DeltaSymbol}[t] + what step t + 1 has left:",
            "dc = ∂L/∂c[t] = dh ⊙ o ⊙ (1 − tanh² c[t]) + what step t + 1 has left, for tanh′ = 1 − tanh²",
            "do = dh ⊙ tanh c[t] ⊙ o ⊙ (1 − o), for σ′ = σ (1 − σ)",
            "di = dc ⊙ g ⊙ i ⊙ (1 − i)",
            "df = dc ⊙ c[t−1] ⊙ f ⊙ (1 − f)",
            "dg = dc ⊙ i ⊙ (1 − g²)",
            "left for c[t−1]: dc ⊙ f",
            "left for h[t−1]: W_hiᵀ di + W_hfᵀ df + W_hgᵀ dg + W_hoᵀ do",
            $"dW_i = Σ_t (di, df, dg, do) {x}[t], dW_h = Σ_t (di, df, dg, do) h[t−1]{(_layer.HasBias ? ", db_i = db_h = Σ_t (di, df, dg, do)" : "")}; summed over the samples",
            $"∂L/∂{x}[t] = W_iiᵀ di + W_ifᵀ df + W_igᵀ dg + W_ioᵀ do{(_layer.Input.Value.IsNetworkInput ? "; only if asked for" : "")}",
        ];
        _text.IsBack = true;
        _text.Samples.EmitBackward(
            equations,
            readsInputs: true,
            emitGradients: _text.EmitGradients,
            emitSample: EmitBackThroughTime,
            emitInput: _ => _text.EmitInputGradient(Deltas));
    }

    private void EmitBackThroughTime()
    {
        _w.Line("// What step t + 1 has left for h[t] and c[t].");
        _text.EmitLeft("leftH", 0);
        _text.EmitLeft("leftC", 1);
        _text.EmitSteps(back: true, () =>
        {
            _text.Samples.EmitDeltaRow("t");
            _text.EmitGates(Gates, _layer.KeptGates, isRead: true, ofWorkspace: true);
            EmitKept(isBack: true);
            _text.EmitGates(Deltas, _layer.InputDeltas, isRead: false, ofWorkspace: true);
            _text.EmitUnits(() =>
            {
                _w.Line($"{_v.T} dh = {_n.Delta}[j] + leftH[j];");
                _w.Line($"{_v.T} dc = dh * o[j] * (1 - tanhC[j] * tanhC[j]) + leftC[j];");
                _w.Line("dout[j] = dh * tanhC[j] * o[j] * (1 - o[j]);");
                _w.Line("di[j] = dc * g[j] * i[j] * (1 - i[j]);");
                _w.Line("df[j] = dc * cBefore[j] * f[j] * (1 - f[j]);");
                _w.Line("dg[j] = dc * i[j] * (1 - g[j] * g[j]);");
                _w.Line("leftC[j] = dc * f[j];");
                _w.Line($"leftH[j] = {_v.Literal(0)};");
            });
            _w.Line();
            _text.EmitUnits(() =>
            {
                _text.EmitBiasGradients(Deltas, Deltas);
                _text.EmitInputs([.. Deltas.Select((name, gate) => $"{_text.Element("dWi", gate, "k")} += {name}[j] * input;")]);
                _w.Line();
                _text.EmitBefore(
                [
                    .. Deltas.Select((name, gate) => $"{_text.Element("dWh", gate, "k")} += {name}[j] * before[k];"),
                    "leftH[k] += " + string.Join(" + ", Deltas.Select((name, gate) => $"{_text.Element("Wh", gate, "k")} * {name}[j]")) + ";",
                ]);
            });
        });
    }

    private void EmitKept(bool isBack)
    {
        string[] names = ["cBefore", "tanhC", "before"];
        for (int part = 0; part < names.Length; part++)
        {
            _text.EmitRow(names[part], _layer.KeptBeside, _layer.KeptStride, part * _layer.Stride, isRead: isBack, ofWorkspace: isBack);
        }
    }

    private void EmitSums(string h)
    {
        for (int gate = 0; gate < Sums.Length; gate++)
        {
            _w.Line($"{_v.T} {Sums[gate]} = {_text.Start(gate)};");
        }

        _text.EmitInputs([.. Sums.Select((sum, gate) => $"{sum} += {_text.Element("Wi", gate, "k")} * input;")]);
        _w.Line();
        _text.EmitBefore([.. Sums.Select((sum, gate) => $"{sum} += {_text.Element("Wh", gate, "k")} * {h}[k];")]);
        _w.Line();
    }

    private string Gate(string gate, string function) =>
        $"{gate} = {function}(W_i{gate} {_n.X}[t]{(_layer.HasBias ? $" + b_i{gate}" : "")} + W_h{gate} h[t−1]{(_layer.HasBias ? $" + b_h{gate}" : "")})";

    private string Sigmoid(string z) => $"{_v.Type("Activations")}.Sigmoid({z})";

    private string Tanh(string z) => $"{_v.MathClass}.Tanh({z})";
}
