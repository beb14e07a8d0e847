using CompiledNet.Fuzz.Naive;

namespace CompiledNet.Fuzz;

/// <summary>What must hold between two runs of the same network, whatever the right numbers are.</summary>
internal sealed partial class NetworkRun<T>
{
    private void CheckSingles()
    {
        if (!IsComparable)
        {
            return;
        }

        Workspace<T> workspace = Workspace();
        T loss = Pass(workspace, out bool hasLoss);
        double[] outputs = Tensors.Doubles(workspace.Output);
        double[] gradients = Tensors.Doubles<T>(workspace.Gradients);
        double[] sum = new double[gradients.Length];
        double[] singles = new double[outputs.Length];
        double share = hasLoss ? 1.0 / _spec.Batch : 1;
        double losses = 0;
        Workspace<T> one = _network.CreateWorkspace(1);
        double size = 0;
        for (int s = 0; s < _spec.Batch; s++)
        {
            _network.Forward(_input.AsSpan(s * _spec.Inputs, _spec.Inputs), one);
            int from = s * _spec.Outputs;
            Tensors.Doubles(one.Output).CopyTo(singles, from);
            if (!hasLoss)
            {
                _network.BackwardFrom(_outputGradient.AsSpan(from, _spec.Outputs), one);
            }
            else
            {
                losses += share * double.CreateChecked(_data.Classes is { } classes
                    ? _network.BackwardClasses(classes.AsSpan(s, 1), one)
                    : _network.Backward(_target.AsSpan(from, _spec.Outputs), one));
            }

            double largest = 0;
            for (int i = 0; i < sum.Length; i++)
            {
                double part = share * double.CreateChecked(one.Gradients[i]);
                sum[i] += part;
                largest = Math.Max(largest, Math.Abs(part));
            }

            size += largest;
        }

        double roundoff = Tensors.Roundoff<T>();
        Compare(Kind.Singles, new Tensor("outputs of a batch", singles, _rounding.Outputs), outputs);
        if (hasLoss)
        {
            Compare(Kind.Singles, new Tensor("loss of a batch", [losses], _rounding.Loss), [double.CreateChecked(loss)]);
        }

        Compare(Kind.Singles, new Tensor("gradients of a batch", sum, (roundoff * size) + _rounding.Gradients), gradients);
    }

    private void CheckSampleOrder()
    {
        if (_spec.Batch == 1 || _spec.Loss == Loss.None || _data.Classes is not null || !IsComparable)
        {
            return;
        }

        Workspace<T> workspace = Workspace();
        T loss = Pass(workspace, out _);
        double[] gradients = Tensors.Doubles<T>(workspace.Gradients);
        int[] order = [.. Enumerable.Range(0, _spec.Batch)];
        new Random(_spec.Seed).Shuffle(order);
        T[] input = [.. order.SelectMany(s => _input.AsSpan(s * _spec.Inputs, _spec.Inputs).ToArray())];
        T[] target = [.. order.SelectMany(s => _target.AsSpan(s * _spec.Outputs, _spec.Outputs).ToArray())];
        _network.Forward(input, workspace);
        T permuted = _network.Backward(target, workspace);

        // Rounding is of the size of the terms of the sum, which one sample after the other shows.
        double roundoff = (Tensors.Roundoff<T>() * SizeOfTerms()) + _rounding.Gradients;
        Compare(Kind.SampleOrder, new Tensor("loss of permuted samples", [double.CreateChecked(loss)], _rounding.Loss), [double.CreateChecked(permuted)]);
        Compare(Kind.SampleOrder, new Tensor("gradients of permuted samples", gradients, roundoff), Tensors.Doubles<T>(workspace.Gradients));
    }

    private void CheckAccumulation()
    {
        if (!IsComparable)
        {
            return;
        }

        Workspace<T> workspace = Workspace();
        Pass(workspace, out _);
        double[] twice = Array.ConvertAll(Tensors.Doubles<T>(workspace.Gradients), value => 2 * value);
        Backward(workspace, accumulate: true);
        Compare(
            Kind.Accumulation,
            new Tensor("gradients accumulated twice", twice, Tensors.Roundoff<T>() * SizeOfTerms()),
            Tensors.Doubles<T>(workspace.Gradients));
    }

    private void CheckUnitOrder(Func<INetwork<T>> create)
    {
        if (_network.Layers.Count < 2 || !IsComparable)
        {
            return;
        }

        var random = new Random(_spec.Seed);
        int hidden = random.Next(_network.Layers.Count - 1);
        int[] order = [.. Enumerable.Range(0, _spec.Layers[hidden].Units)];
        random.Shuffle(order);

        // Unit j of the other network is unit order[j] of this one.
        INetwork<T> other = create();
        Permute(_network.Parameters, other.Parameters);
        Workspace<T> workspace = Workspace();
        Pass(workspace, out _);
        T[] expected = new T[workspace.Gradients.Length];
        Permute(workspace.Gradients, expected);
        double[] outputs = Tensors.Doubles(workspace.Output);

        Workspace<T> permuted = other.CreateWorkspace(_spec.Batch);
        other.Forward(_input, permuted);
        if (_spec.Loss == Loss.None)
        {
            other.BackwardFrom(_outputGradient, permuted);
        }
        else
        {
            other.Backward(_target, permuted);
        }

        Compare(Kind.UnitOrder, new Tensor("outputs with permuted units", outputs, _rounding.Outputs), Tensors.Doubles(permuted.Output));
        Compare(
            Kind.UnitOrder,
            new Tensor("gradients with permuted units", Tensors.Doubles<T>(expected), _rounding.Gradients),
            Tensors.Doubles<T>(permuted.Gradients));

        void Permute(ReadOnlySpan<T> from, Span<T> to)
        {
            for (int layer = 0; layer < _network.Layers.Count; layer++)
            {
                LayerInfo info = _network.Layers[layer];
                for (int j = 0; j < info.OutputSize; j++)
                {
                    int row = layer == hidden ? order[j] : j;
                    for (int i = 0; i < info.InputSize; i++)
                    {
                        int column = layer == hidden + 1 ? order[i] : i;
                        to[info.Weights.IndexOf(j, i)] = from[info.Weights.IndexOf(row, column)];
                    }

                    if (info.Biases.Rows > 0)
                    {
                        to[info.Biases.IndexOf(j, 0)] = from[info.Biases.IndexOf(row, 0)];
                    }
                }
            }
        }
    }

    // How far rounding alone moves the results.
    private sealed record RoundingEffect(double Outputs, double Loss, double Gradients);

    private RoundingEffect? _rounding;
    private bool _isMeasured;

    /// <summary>
    /// Whether rounding alone leaves enough of the gradients for a comparison, and no sample stands at a kink: measured once, on the reference.
    /// </summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(_rounding))]
    private bool IsComparable
    {
        get
        {
            if (!_isMeasured)
            {
                _isMeasured = true;
                _rounding = MeasureRounding();
            }

            return _rounding is not null;
        }
    }

    private RoundingEffect? MeasureRounding()
    {
        NaiveNetwork naive = Naive();
        bool isFromTargets = _spec.Loss != Loss.None;
        NaivePass exact = RunNaive(naive, isFromTargets, 0, 0);
        double outputs = 0;
        double loss = 0;
        double gradients = 0;
        for (int noise = 1; noise <= Noises; noise++)
        {
            NaivePass noisy = RunNaive(naive, isFromTargets, Tensors.Roundoff<T>(), noise);
            outputs = Math.Max(outputs, Tensors.Distance(Tensors.Flat(exact.Outputs), Tensors.Flat(noisy.Outputs)));
            loss = Math.Max(loss, Tensors.Distance([exact.Loss], [noisy.Loss]));
            for (int layer = 0; layer < _spec.Layers.Count; layer++)
            {
                double distance = Tensors.Distance(Tensors.Flat(exact.WeightGradients[layer]), Tensors.Flat(noisy.WeightGradients[layer]));
                gradients = Math.Max(gradients, distance);
            }
        }

        bool isFinite = double.IsFinite(outputs) && double.IsFinite(loss) && double.IsFinite(gradients);
        return isFinite && _data.IsClearOf(_spec, naive) ? new RoundingEffect(outputs, loss, gradients) : null;
    }

    private double SizeOfTerms()
    {
        double size = 0;
        Workspace<T> one = _network.CreateWorkspace(1);
        for (int s = 0; s < _spec.Batch; s++)
        {
            _network.Forward(_input.AsSpan(s * _spec.Inputs, _spec.Inputs), one);
            int from = s * _spec.Outputs;
            if (_spec.Loss == Loss.None)
            {
                _network.BackwardFrom(_outputGradient.AsSpan(from, _spec.Outputs), one);
            }
            else
            {
                _network.Backward(_target.AsSpan(from, _spec.Outputs), one);
            }

            size += Tensors.Largest(Tensors.Doubles<T>(one.Gradients));
        }

        return _spec.Loss == Loss.None ? size : size / _spec.Batch;
    }
}
