using System.Globalization;
using System.Numerics;
using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz;

/// <summary>One network with its data, put through every kind of test.</summary>
internal sealed partial class NetworkRun<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Noises = 2;

    private readonly NetworkSpec _spec;
    private readonly INetwork<T> _network;
    private readonly Tally _tally;
    private readonly List<Failure> _failures = [];
    private readonly CaseData _data;
    private readonly T[] _input;
    private readonly T[] _target;
    private readonly T[] _outputGradient;

    private NetworkRun(NetworkSpec spec, INetwork<T> network, Tally tally)
    {
        _spec = spec;
        _network = network;
        _tally = tally;
        CheckInitialization();
        PoisonPadding();
        _data = CaseData.Draw(spec, Naive());
        _input = Tensors.Convert<T>(_data.Inputs);
        _target = Tensors.Convert<T>(_data.Targets);
        _outputGradient = Tensors.Convert<T>(_data.OutputGradients);
    }

    /// <summary>Everything that is wrong with a network; nothing where it is right.</summary>
    public static IReadOnlyList<Failure> Check(NetworkSpec spec, Func<INetwork<T>> create, Tally tally)
    {
        NetworkRun<T>? run = null;
        try
        {
            run = new NetworkRun<T>(spec, create(), tally);
            run.CheckContract();
            run.CheckReference();
            run.CheckNumericGradient();
            run.CheckSingles();
            run.CheckSampleOrder();
            run.CheckAccumulation();
            run.CheckUnitOrder(create);
            run.CheckOptimizer();
            return run._failures;
        }
        catch (Exception exception)
        {
            return [.. run?._failures ?? [], new Failure(Kind.Exception, exception.ToString())];
        }
    }

    /// <summary>The numbers of a pass and of ten steps, for a hash.</summary>
    public static IEnumerable<T> Numbers(NetworkSpec spec, INetwork<T> network)
    {
        var run = new NetworkRun<T>(spec, network, new Tally());
        Workspace<T> workspace = run.Pass(out T loss);
        List<T> numbers = [loss, .. workspace.Output, .. workspace.Gradients, .. workspace.InputGradient];
        Optimizer optimizer = spec.Optimizer.Create();
        for (int step = 0; step < 10; step++)
        {
            run.Step(optimizer, workspace.Gradients);
            run.Pass(workspace, out _);
        }

        numbers.AddRange(network.Parameters);
        return numbers;
    }

    private void CheckContract()
    {
        long parameters = 0;
        int inputs = _spec.Inputs;
        for (int i = 0; i < _spec.Layers.Count; i++)
        {
            LayerSpec layer = _spec.Layers[i];
            LayerInfo info = _network.Layers[i];
            Require(
                info.InputSize == inputs && info.OutputSize == layer.Units && info.Activation == layer.Activation
                && info.Weights.Rows == layer.Units && info.Weights.Columns == inputs && info.Biases.Rows == (layer.Bias ? layer.Units : 0),
                $"the description of layer {i + 1} is {info}");
            parameters += ((long)inputs * layer.Units) + (layer.Bias ? layer.Units : 0);
            inputs = layer.Units;
        }

        Require(_network.ParameterCount == parameters, $"ParameterCount is {_network.ParameterCount}, {parameters} expected");
        Require(_network.InputSize == _spec.Inputs && _network.OutputSize == inputs, "InputSize or OutputSize is wrong");
        Require(_network.Loss == _spec.Loss, $"Loss is {_network.Loss}");
        Require(Places().Distinct().Count() == parameters, "two parameters share a place");

        void Require(bool condition, string what)
        {
            if (!condition)
            {
                _failures.Add(new Failure(Kind.Contract, what));
            }
        }
    }

    // Uniform: within its limit and, of many numbers, some near it. Normal: of many numbers, the variance that is documented.
    private void CheckInitialization()
    {
        int inputs = _spec.Inputs;
        for (int i = 0; i < _spec.Layers.Count; i++)
        {
            LayerSpec layer = _spec.Layers[i];
            double[] weights = Tensors.Flat(_network.Parameters, _network.Layers[i].Weights);
            double[] biases = Tensors.Flat(_network.Parameters, _network.Layers[i].Biases);
            double units = layer.Units;
            switch (Resolve(layer))
            {
                case Initializer.GlorotUniform:
                    RequireUniform(weights, Math.Sqrt(6 / (inputs + units)), $"W{i + 1}");
                    break;
                case Initializer.HeUniform:
                    RequireUniform(weights, Math.Sqrt(6.0 / inputs), $"W{i + 1}");
                    break;
                case Initializer.GlorotNormal:
                    RequireNormal(weights, Math.Sqrt(2 / (inputs + units)), $"W{i + 1}");
                    break;
                case Initializer.HeNormal:
                    RequireNormal(weights, Math.Sqrt(2.0 / inputs), $"W{i + 1}");
                    break;
                case Initializer.LeCunNormal:
                    RequireNormal(weights, Math.Sqrt(1.0 / inputs), $"W{i + 1}");
                    break;
                default:
                    RequireUniform(weights, 0, $"W{i + 1}");
                    break;
            }

            RequireUniform(biases, layer.BiasInitializer == BiasInitializer.Uniform ? 1 / Math.Sqrt(inputs) : 0, $"b{i + 1}");
            inputs = layer.Units;
        }

        void RequireUniform(double[] values, double limit, string name)
        {
            double largest = Tensors.Largest(values);
            if (largest > limit * (1 + 1e-6) || (values.Length > 200 && largest < 0.9 * limit))
            {
                Fail(name, "largest", largest, limit);
            }
        }

        void RequireNormal(double[] values, double deviation, string name)
        {
            double actual = Math.Sqrt(values.Sum(value => value * value) / Math.Max(1, values.Length));
            if (values.Length > 500 && Math.Abs((actual / deviation) - 1) > 0.25)
            {
                Fail(name, "deviation", actual, deviation);
            }
        }

        void Fail(string name, string what, double actual, double expected) => _failures.Add(new Failure(
            Kind.Initialization,
            string.Create(CultureInfo.InvariantCulture, $"{name}: {what} {actual:R} does not suit {expected:R}")));
    }

    private static Initializer Resolve(LayerSpec layer) => layer.Initializer != Initializer.Auto
        ? layer.Initializer
        : layer.Activation switch
        {
            Activation.ReLU or Activation.LeakyReLU or Activation.ELU or Activation.GELU or Activation.SiLU or Activation.Mish
                or Activation.HardSwish => Initializer.HeUniform,
            Activation.SELU => Initializer.LeCunNormal,
            _ => Initializer.GlorotUniform,
        };

    private void CheckReference()
    {
        NaiveNetwork naive = Naive();
        CheckForward(naive);
        Workspace<T> workspace = Workspace();
        UseUp(workspace);
        T loss = Pass(workspace, out bool hasLoss);
        CheckPass(Kind.Reference, naive, workspace, hasLoss ? loss : null, isFromTargets: hasLoss, "");
        if (hasLoss)
        {
            _network.BackwardFrom(_outputGradient, workspace);
            CheckPass(Kind.Reference, naive, workspace, null, isFromTargets: false, "BackwardFrom, ");
            T again = Backward(workspace);
            if (!again.Equals(loss))
            {
                _failures.Add(new Failure(Kind.Reference, $"a second Backward gives the loss {again}, the first gave {loss}"));
            }
        }
    }

    // Inference: all samples at once.
    private void CheckForward(NaiveNetwork naive)
    {
        var output = new T[_spec.Batch * _spec.Outputs];
        _network.Forward(_input, output);
        NaivePass exact = naive.RunFrom(_data.Inputs, _data.OutputGradients);
        Compare(Kind.Reference, Uncertain("inferred outputs", exact, naive, isFromTargets: false, pass => Tensors.Flat(pass.Outputs)), Tensors.Doubles<T>(output));
    }

    private void CheckPass(Kind kind, NaiveNetwork naive, Workspace<T> workspace, T? loss, bool isFromTargets, string prefix)
    {
        NaivePass exact = RunNaive(naive, isFromTargets, 0, 0);
        NaivePass[] noisy = [.. Enumerable.Range(1, Noises).Select(noise => RunNaive(naive, isFromTargets, Tensors.Roundoff<T>(), noise))];
        Check("outputs", pass => Tensors.Flat(pass.Outputs), Tensors.Doubles(workspace.Output));
        if (loss is { } value)
        {
            Check("loss", pass => [pass.Loss], [double.CreateChecked(value)]);
            if (IsFused && !T.IsFinite(value))
            {
                _failures.Add(new Failure(kind, $"the loss is {value}, although it is computed from z"));
            }
        }

        if (!_data.IsClearOf(_spec, naive))
        {
            _tally.AddIllConditioned();
            return;
        }

        for (int i = 0; i < _spec.Layers.Count; i++)
        {
            int layer = i;
            LayerInfo info = _network.Layers[i];
            Check($"dW{i + 1}", pass => Tensors.Flat(pass.WeightGradients[layer]), Tensors.Flat<T>(workspace.Gradients, info.Weights));
            Check($"db{i + 1}", pass => pass.BiasGradients[layer] ?? [], Tensors.Flat<T>(workspace.Gradients, info.Biases));
        }

        Check("input gradient", pass => Tensors.Flat(pass.InputGradients), Tensors.Doubles<T>(workspace.InputGradient));
        CheckPadding(kind, workspace.Gradients, prefix);

        void Check(string name, Func<NaivePass, double[]> select, double[] actual)
        {
            double[] values = select(exact);
            double uncertainty = noisy.Max(pass => Tensors.Distance(values, select(pass)));
            Compare(kind, new Tensor(prefix + name, values, uncertainty), actual);
        }
    }

    private Tensor Uncertain(string name, NaivePass exact, NaiveNetwork naive, bool isFromTargets, Func<NaivePass, double[]> select)
    {
        double[] values = select(exact);
        return new Tensor(name, values, Tensors.Distance(values, select(RunNaive(naive, isFromTargets, Tensors.Roundoff<T>(), 7))));
    }

    private NaivePass RunNaive(NaiveNetwork naive, bool isFromTargets, double roundoff, int noise) => isFromTargets
        ? naive.Run(_data.Inputs, _data.Targets, roundoff, noise)
        : naive.RunFrom(_data.Inputs, _data.OutputGradients, roundoff, noise);

    // Central differences of the network's own loss, or of Σ dŷ·ŷ where it has none. In double only.
    private void CheckNumericGradient()
    {
        if (typeof(T) != typeof(double) || !_data.IsClear || !_data.IsClearOf(_spec, Naive()))
        {
            return;
        }

        Workspace<T> workspace = Workspace();
        Pass(workspace, out bool hasLoss);
        double[] gradients = Tensors.Doubles<T>(workspace.Gradients);
        Workspace<T> scratch = Workspace();
        var random = new Random(_spec.Seed);
        double level = Math.Abs(Objective(scratch, hasLoss));
        if (!double.IsFinite(level) || gradients.Any(value => !double.IsFinite(value)))
        {
            _tally.AddIllConditioned();
            return;
        }

        foreach (LayerInfo info in _network.Layers)
        {
            foreach (TensorLayout layout in new[] { info.Weights, info.Biases })
            {
                int[] places = [.. Places(layout)];
                double largest = places.Select(place => Math.Abs(gradients[place])).DefaultIfEmpty(0).Max();
                IEnumerable<int> chosen = places.Length <= 6
                    ? places
                    : [places[^1], places.MaxBy(place => Math.Abs(gradients[place])), .. Enumerable.Range(0, 3).Select(_ => places[random.Next(places.Length)])];
                foreach (int place in chosen)
                {
                    T kept = _network.Parameters[place];
                    double h = 2e-6;
                    double[] slopes = new double[2];
                    for (int k = 0; k < 2; k++)
                    {
                        double step = h * (k + 1);
                        double up = ObjectiveAt(kept + T.CreateChecked(step));
                        double down = ObjectiveAt(kept - T.CreateChecked(step));
                        slopes[k] = (up - down) / (2 * step);
                    }

                    _network.Parameters[place] = kept;
                    double numeric = slopes[0];
                    // Two widths that disagree say that the loss is not a straight line here: a kink, or a pole.
                    double allowed = (1e-4 * largest) + (1e-7 * (level + 1)) + (2 * Math.Abs(slopes[0] - slopes[1]));
                    _tally.AddCompared();
                    if (!(Math.Abs(numeric - gradients[place]) <= allowed) && double.IsFinite(numeric))
                    {
                        _failures.Add(new Failure(
                            Kind.NumericGradient,
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{info.Name}, place {place}: gradient {gradients[place]:R}, numeric {numeric:R}, {allowed:0.0e+0} allowed")));
                        return;
                    }

                    double ObjectiveAt(T value)
                    {
                        _network.Parameters[place] = value;
                        return Objective(scratch, hasLoss);
                    }
                }
            }
        }
    }

    private double Objective(Workspace<T> workspace, bool hasLoss)
    {
        _network.Forward(_input, workspace);
        if (hasLoss)
        {
            return double.CreateChecked(
                _data.Classes is { } classes ? _network.EvaluateLossClasses(classes, workspace) : _network.EvaluateLoss(_target, workspace));
        }

        double sum = 0;
        for (int i = 0; i < _outputGradient.Length; i++)
        {
            sum += double.CreateChecked(_outputGradient[i] * workspace.Output[i]);
        }

        return sum;
    }

    // Ten steps. The rule is fed with the network's own gradients, step by step, so that no rounding is amplified; the gradients are held
    // against the reference before the first step and after the last.
    private void CheckOptimizer()
    {
        Workspace<T> workspace = Workspace();
        Pass(workspace, out _);
        Optimizer optimizer = _spec.Optimizer.Create();
        int[] places = [.. Places()];
        var naive = new NaiveOptimizer(_spec.Optimizer, places.Length);
        double[] expected = At(_network.Parameters, places);
        for (int step = 0; step < 10; step++)
        {
            double[] gradients = At(workspace.Gradients, places);
            if (gradients.Any(value => !double.IsFinite(value) || Math.Abs(value) > 1e8))
            {
                _tally.AddIllConditioned();
                return;
            }

            naive.Step(expected, gradients);
            Step(optimizer, workspace.Gradients);
            Compare(Kind.Optimizer, new Tensor($"parameters after step {step + 1}", expected, 0), At(_network.Parameters, places), 20);
            T loss = Pass(workspace, out bool hasLoss);
            if (step == 9)
            {
                CheckPass(Kind.Optimizer, Naive(), workspace, hasLoss ? loss : null, hasLoss, "after ten steps, ");
            }
        }
    }

    private static double[] At(ReadOnlySpan<T> buffer, int[] places)
    {
        double[] values = new double[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            values[i] = double.CreateChecked(buffer[places[i]]);
        }

        return values;
    }

    private void Step(Optimizer optimizer, Span<T> gradients)
    {
        if (typeof(T) == typeof(double))
        {
            optimizer.Step(
                System.Runtime.InteropServices.MemoryMarshal.Cast<T, double>(_network.Parameters),
                System.Runtime.InteropServices.MemoryMarshal.Cast<T, double>(gradients));
        }
        else
        {
            optimizer.Step(
                System.Runtime.InteropServices.MemoryMarshal.Cast<T, float>(_network.Parameters),
                System.Runtime.InteropServices.MemoryMarshal.Cast<T, float>(gradients));
        }
    }

    // A softmax of one unit is 1 whatever z is, and ln(1 − 1) is −∞ in mathematics too.
    private bool IsFused =>
        _spec.Loss is Loss.BinaryCrossEntropy or Loss.CategoricalCrossEntropy
        && (_spec.Layers[^1].Activation == Activation.Sigmoid || (_spec.Layers[^1].Activation == Activation.Softmax && _spec.Outputs > 1));

    private NaiveNetwork Naive() => Naive(_network);

    private NaiveNetwork Naive(INetwork<T> network) => new(
        [
            .. network.Layers.Select((info, i) => new NaiveLayer(
                Tensors.Matrix<T>(network.Parameters, info.Weights),
                info.Biases.Rows == 0 ? null : Tensors.Flat<T>(network.Parameters, info.Biases),
                _spec.Layers[i].Activation,
                _spec.Layers[i].EffectiveSlope)),
        ],
        _spec.Loss);

    private Workspace<T> Workspace() => _network.CreateWorkspace(_spec.Batch + _spec.SpareRows, inputGradient: true);

    // Whatever an earlier, larger batch left in the workspace must not matter.
    private void UseUp(Workspace<T> workspace)
    {
        var input = new T[workspace.BatchSize * _spec.Inputs];
        Array.Fill(input, T.CreateChecked(0.75));
        _network.Forward(input, workspace);
        var gradient = new T[workspace.BatchSize * _spec.Outputs];
        Array.Fill(gradient, T.CreateChecked(0.25));
        _network.BackwardFrom(gradient, workspace);
    }

    private Workspace<T> Pass(out T loss)
    {
        Workspace<T> workspace = Workspace();
        loss = Pass(workspace, out _);
        return workspace;
    }

    // Forward, then Backward, or BackwardFrom where there is no loss.
    private T Pass(Workspace<T> workspace, out bool hasLoss)
    {
        if (_spec.InPlace)
        {
            _input.CopyTo(workspace.Input);
            _network.Forward(workspace.Input[.._input.Length], workspace);
        }
        else
        {
            _network.Forward(_input, workspace);
        }

        hasLoss = _spec.Loss != Loss.None;
        return Backward(workspace);
    }

    private T Backward(Workspace<T> workspace, bool accumulate = false)
    {
        if (_spec.Loss == Loss.None)
        {
            _network.BackwardFrom(_outputGradient, workspace, accumulate);
            return T.Zero;
        }

        return _data.Classes is { } classes
            ? _network.BackwardClasses(classes, workspace, accumulate)
            : _network.Backward(_target, workspace, accumulate);
    }

    private void Compare(Kind kind, Tensor expected, double[] actual, double factor = 1)
    {
        if (Tensors.Compare(expected, actual, factor * Tensors.Tolerance<T>(), _tally) is { } what)
        {
            _failures.Add(new Failure(kind, what));
        }
    }

    private IEnumerable<int> Places() => _network.Layers.SelectMany(info => Places(info.Weights).Concat(Places(info.Biases)));

    private static IEnumerable<int> Places(TensorLayout layout)
    {
        for (int row = 0; row < layout.Rows; row++)
        {
            for (int column = 0; column < layout.Columns; column++)
            {
                yield return layout.IndexOf(row, column);
            }
        }
    }

    // Any finite value in the padding is promised to be harmless.
    private void PoisonPadding()
    {
        var used = Places().ToHashSet();
        for (int i = 0; i < _network.Parameters.Length; i++)
        {
            if (!used.Contains(i))
            {
                _network.Parameters[i] = T.CreateChecked(i % 2 == 0 ? 1000 : -777);
            }
        }
    }

    private void CheckPadding(Kind kind, ReadOnlySpan<T> gradients, string prefix)
    {
        var used = Places().ToHashSet();
        foreach (int place in used)
        {
            if (!T.IsFinite(gradients[place]))
            {
                return; // 0 · ∞ is NaN in the padding too.
            }
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            if (!used.Contains(i) && gradients[i] != T.Zero)
            {
                _failures.Add(new Failure(kind, $"{prefix}the gradient of the padding at {i} is {gradients[i]}"));
                return;
            }
        }
    }
}
