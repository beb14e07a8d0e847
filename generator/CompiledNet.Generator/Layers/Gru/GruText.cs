using CompiledNet.Generator.Emit;
using CompiledNet.Generator.Layers.Recurrent;

namespace CompiledNet.Generator.Layers.Gru;

/// <summary>The main file's methods of a GRU.</summary>
internal sealed class GruText
{
    private const int Reset = 0;
    private const int Update = 1;
    private const int New = 2;

    private static readonly string[] Gates = ["r", "z", "n"];
    private static readonly string[] InputDeltas = ["dr", "dz", "dn"];

    private readonly CodeWriter _w;
    private readonly Vocabulary _v;
    private readonly RecurrentPlan _layer;
    private readonly LayerNames _n;
    private readonly RecurrentText _text;

    public GruText(CodeWriter writer, Vocabulary vocabulary, RecurrentPlan layer)
    {
        _w = writer;
        _v = vocabulary;
        _layer = layer;
        _n = new LayerNames(layer);
        _text = new RecurrentText(
            writer,
            vocabulary,
            layer,
            $"r, z and n of each step are kept in {layer.KeptGates.Name}; {(layer.ResetsBefore ? "r ⊙ h[t−1]" : "p")} and h[t−1], called before, in {layer.KeptBeside.Name}.");
    }

    private string[] Equations =>
    [
        Gate("r", $"the reset gate; σ is the sigmoid, and h[−1] = 0{(_layer.IsOpen ? ", or kept from the Forward before" : "")}"),
        Gate("z", "the update gate"),
        .. _layer.ResetsBefore
            ? new[] { $"n = tanh(W_in {_n.X}[t]{Bias("i")} + W_hn (r ⊙ h[t−1]){Bias("h")}), the new content" }
            :
            [
                $"p = W_hn h[t−1]{Bias("h")}, the product that r resets",
                $"n = tanh(W_in {_n.X}[t]{Bias("i")} + r ⊙ p), the new content",
            ],
        $"{_n.A}[t] ({_layer.Units}) = h[t] = (1 − z) ⊙ n + z ⊙ h[t−1]",
        _text.Places("rzn"),
    ];

    public void EmitForward() => _text.Samples.EmitForward(_layer.Forward, Equations, () =>
    {
        _text.EmitState("h", _layer.Work, 0);
        _text.EmitSteps(back: false, () =>
        {
            _text.EmitGates(Gates, _layer.KeptGates, isRead: false, ofWorkspace: false);
            _text.EmitRow(_layer.ResetsBefore ? "reset" : "product", _layer.KeptBeside, _layer.KeptStride, 0, isRead: false, ofWorkspace: false);
            _text.EmitRow("before", _layer.KeptBeside, _layer.KeptStride, _layer.Stride, isRead: false, ofWorkspace: false);
            _w.Line("h.CopyTo(before);");
            _text.Samples.EmitResultRow("t");
            if (_layer.ResetsBefore)
            {
                EmitGatesBefore("before");
                EmitNewBefore("before");
            }
            else
            {
                _text.EmitUnits(() =>
                {
                    EmitSums("before");
                    _w.Line($"r[j] = {Sigmoid("sumR")};");
                    _w.Line($"z[j] = {Sigmoid("sumZ")};");
                    _w.Line($"n[j] = {Tanh("sumN + r[j] * p")};");
                    _w.Line("product[j] = p;");
                    EmitStore("(1 - z[j]) * n[j] + z[j] * before[j]");
                });
            }

            EmitEndOfStep();
        });
    });

    public void EmitInference()
    {
        _w.Line("// The same in inference, where h is kept from one step to the next alone.");
        _text.Samples.EmitForward(_layer.Inference, [], () =>
        {
            _text.EmitState("h", _layer.InferenceWork, 0);
            if (_layer.ResetsBefore)
            {
                int start = _layer.IsOpen ? 0 : _layer.StateLength;
                _text.EmitPart("z", _layer.InferenceWork, start, "");
                _text.EmitPart("reset", _layer.InferenceWork, start + _layer.Units, "");
            }

            _text.EmitSteps(back: false, () =>
            {
                _text.Samples.EmitResultRow("t");
                if (_layer.ResetsBefore)
                {
                    EmitGatesBefore("h");
                    EmitNewBefore("h");
                }
                else
                {
                    _text.EmitUnits(() =>
                    {
                        EmitSums("h");
                        _w.Line($"{_v.T} r = {Sigmoid("sumR")};");
                        _w.Line($"{_v.T} z = {Sigmoid("sumZ")};");
                        _w.Line($"{_v.T} n = {Tanh("sumN + r * p")};");
                        EmitStore("(1 - z) * n + z * h[j]");
                    });
                }

                EmitEndOfStep();
            });
        });
    }

    public void EmitBackward()
    {
        string x = _n.X;
        string[] equations =
        [
            $"From the last step to the first, with dh = ∂L/∂h[t] = {_n.DeltaSymbol}[t] + what step t + 1 has left:",
            "dn = dh ⊙ (1 − z) ⊙ (1 − n²), for tanh′ = 1 − tanh²",
            "dz = dh ⊙ (h[t−1] − n) ⊙ z ⊙ (1 − z), for σ′ = σ (1 − σ)",
            .. _layer.ResetsBefore
                ? new[]
                {
                    "dr = (W_hnᵀ dn) ⊙ h[t−1] ⊙ r ⊙ (1 − r)",
                    "left for h[t−1]: dh ⊙ z + W_hrᵀ dr + W_hzᵀ dz + (W_hnᵀ dn) ⊙ r",
                    $"dW_i = Σ_t (dr, dz, dn) {x}[t], dW_h = Σ_t (dr, dz) h[t−1] and dn (r ⊙ h[t−1]){(_layer.HasBias ? ", db_i = db_h = Σ_t (dr, dz, dn)" : "")}; summed over the samples",
                }
                :
                [
                    "dp = dn ⊙ r",
                    "dr = dn ⊙ p ⊙ r ⊙ (1 − r)",
                    "left for h[t−1]: dh ⊙ z + W_hrᵀ dr + W_hzᵀ dz + W_hnᵀ dp",
                    $"dW_i = Σ_t (dr, dz, dn) {x}[t], dW_h = Σ_t (dr, dz, dp) h[t−1]{(_layer.HasBias ? ", db_i = Σ_t (dr, dz, dn), db_h = Σ_t (dr, dz, dp)" : "")}; summed over the samples",
                ],
            $"∂L/∂{x}[t] = W_irᵀ dr + W_izᵀ dz + W_inᵀ dn{(_layer.Input.Value.IsNetworkInput ? "; only if asked for" : "")}",
        ];
        _text.IsBack = true;
        _text.Samples.EmitBackward(
            equations,
            readsInputs: true,
            emitGradients: _text.EmitGradients,
            emitSample: EmitBackThroughTime,
            emitInput: _ => _text.EmitInputGradient(InputDeltas));
    }

    private void EmitBackThroughTime()
    {
        _w.Line("// What step t + 1 has left for h[t].");
        _text.EmitLeft("left", 0);
        if (_layer.ResetsBefore)
        {
            _text.EmitPart("dreset", _layer.Work, _layer.Units, "workspace.");
        }

        _text.EmitSteps(back: true, () =>
        {
            _text.Samples.EmitDeltaRow("t");
            _text.EmitGates(Gates, _layer.KeptGates, isRead: true, ofWorkspace: true);
            _text.EmitRow(_layer.ResetsBefore ? "reset" : "product", _layer.KeptBeside, _layer.KeptStride, 0, isRead: true, ofWorkspace: true);
            _text.EmitRow("before", _layer.KeptBeside, _layer.KeptStride, _layer.Stride, isRead: true, ofWorkspace: true);
            _text.EmitGates(InputDeltas, _layer.InputDeltas, isRead: false, ofWorkspace: true);
            if (_layer.ResetsBefore)
            {
                EmitBackBefore();
            }
            else
            {
                EmitBackAfter();
            }
        });
    }

    private void EmitBackAfter()
    {
        _text.EmitRow("dp", _layer.RecurrentDeltas, _layer.GateStride, New * _layer.Units, isRead: false, ofWorkspace: true);
        _text.EmitUnits(() =>
        {
            _w.Line($"{_v.T} dh = {_n.Delta}[j] + left[j];");
            _w.Line("dn[j] = dh * (1 - z[j]) * (1 - n[j] * n[j]);");
            _w.Line("dz[j] = dh * (before[j] - n[j]) * z[j] * (1 - z[j]);");
            _w.Line("dp[j] = dn[j] * r[j];");
            _w.Line("dr[j] = dn[j] * product[j] * r[j] * (1 - r[j]);");
            _w.Line("left[j] = dh * z[j];");
        });
        _w.Line();
        string[] recurrent = ["dr", "dz", "dp"];
        _text.EmitUnits(() =>
        {
            _text.EmitBiasGradients(InputDeltas, recurrent);
            EmitInputWeights();
            _w.Line();
            _text.EmitBefore(
            [
                .. recurrent.Select((name, gate) => $"{_text.Element("dWh", gate, "k")} += {name}[j] * before[k];"),
                "left[k] += " + string.Join(" + ", recurrent.Select((name, gate) => $"{_text.Element("Wh", gate, "k")} * {name}[j]")) + ";",
            ]);
        });
    }

    private void EmitBackBefore()
    {
        _w.Line("dreset.Clear();");
        _text.EmitUnits(() =>
        {
            _w.Line($"{_v.T} dh = {_n.Delta}[j] + left[j];");
            _w.Line("dn[j] = dh * (1 - z[j]) * (1 - n[j] * n[j]);");
            _w.Line("dz[j] = dh * (before[j] - n[j]) * z[j] * (1 - z[j]);");
            _w.Line("left[j] = dh * z[j];");
            _text.EmitBefore($"dreset[k] += {_text.Element("Wh", New, "k")} * dn[j];");
        });
        _w.Line();
        _text.EmitUnits(() =>
        {
            _w.Line("dr[j] = dreset[j] * before[j] * r[j] * (1 - r[j]);");
            _w.Line("left[j] += dreset[j] * r[j];");
        });
        _w.Line();
        _text.EmitUnits(() =>
        {
            _text.EmitBiasGradients(InputDeltas, InputDeltas);
            EmitInputWeights();
            _w.Line();
            _text.EmitBefore(
                $"{_text.Element("dWh", Reset, "k")} += dr[j] * before[k];",
                $"{_text.Element("dWh", Update, "k")} += dz[j] * before[k];",
                $"{_text.Element("dWh", New, "k")} += dn[j] * reset[k];",
                $"left[k] += {_text.Element("Wh", Reset, "k")} * dr[j] + {_text.Element("Wh", Update, "k")} * dz[j];");
        });
    }

    private void EmitInputWeights()
    {
        _w.Line();
        _text.EmitInputs([.. InputDeltas.Select((name, gate) => $"{_text.Element("dWi", gate, "k")} += {name}[j] * input;")]);
    }

    // The sums of all gates, where r resets the product.
    private void EmitSums(string h)
    {
        _w.Line($"{_v.T} sumR = {_text.Start(Reset)};");
        _w.Line($"{_v.T} sumZ = {_text.Start(Update)};");
        _w.Line($"{_v.T} sumN = {_text.Start(New, recurrent: false)};");
        _w.Line($"{_v.T} p = {_text.Start(New, input: false)};");
        _text.EmitInputs(
            $"sumR += {_text.Element("Wi", Reset, "k")} * input;",
            $"sumZ += {_text.Element("Wi", Update, "k")} * input;",
            $"sumN += {_text.Element("Wi", New, "k")} * input;");
        _w.Line();
        _text.EmitBefore(
            $"sumR += {_text.Element("Wh", Reset, "k")} * {h}[k];",
            $"sumZ += {_text.Element("Wh", Update, "k")} * {h}[k];",
            $"p += {_text.Element("Wh", New, "k")} * {h}[k];");
        _w.Line();
    }

    private void EmitGatesBefore(string h)
    {
        bool isKept = h == "before";
        _text.EmitUnits(() =>
        {
            _w.Line($"{_v.T} sumR = {_text.Start(Reset)};");
            _w.Line($"{_v.T} sumZ = {_text.Start(Update)};");
            _text.EmitInputs(
                $"sumR += {_text.Element("Wi", Reset, "k")} * input;",
                $"sumZ += {_text.Element("Wi", Update, "k")} * input;");
            _w.Line();
            _text.EmitBefore(
                $"sumR += {_text.Element("Wh", Reset, "k")} * {h}[k];",
                $"sumZ += {_text.Element("Wh", Update, "k")} * {h}[k];");
            _w.Line();
            _w.Line($"z[j] = {Sigmoid("sumZ")};");
            if (isKept)
            {
                _w.Line($"r[j] = {Sigmoid("sumR")};");
            }

            _w.Line($"reset[j] = {(isKept ? "r[j]" : Sigmoid("sumR"))} * {h}[j];");
        });
        _w.Line();
    }

    private void EmitNewBefore(string h)
    {
        bool isKept = h == "before";
        _text.EmitUnits(() =>
        {
            _w.Line($"{_v.T} sumN = {_text.Start(New)};");
            _text.EmitInputs($"sumN += {_text.Element("Wi", New, "k")} * input;");
            _w.Line();
            _text.EmitBefore($"sumN += {_text.Element("Wh", New, "k")} * reset[k];");
            _w.Line();
            _w.Line($"{(isKept ? "n[j]" : _v.T + " n")} = {Tanh("sumN")};");
            EmitStore($"(1 - z[j]) * {(isKept ? "n[j]" : "n")} + z[j] * {h}[j]");
        });
    }

    private void EmitEndOfStep()
    {
        _w.Line();
        _w.Line($"{_n.A}.CopyTo(h);");
    }

    private void EmitStore(string value) => ActivationCode.EmitStore(_w, _v, _layer, "j", value);

    private string Gate(string gate, string what) =>
        $"{gate} = σ(W_i{gate} {_n.X}[t]{(_layer.HasBias ? $" + b_i{gate}" : "")} + W_h{gate} h[t−1]{(_layer.HasBias ? $" + b_h{gate}" : "")}), {what}";

    private string Bias(string side) => _layer.HasBias ? $" + b_{side}n" : "";

    private string Sigmoid(string z) => $"{_v.Type("Activations")}.Sigmoid({z})";

    private string Tanh(string z) => $"{_v.MathClass}.Tanh({z})";
}
