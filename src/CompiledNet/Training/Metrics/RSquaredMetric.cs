using System.Numerics;

namespace CompiledNet;

/// <summary>The share of the targets' variance that the outputs explain.</summary>
internal sealed class RSquaredMetric : Metric
{
    public override string Name => "R2";

    public override bool LargerIsBetter => true;

    public override MetricAccumulator<T> CreateAccumulator<T>(MetricContext context) => new Accumulator<T>(context.OutputSize);

    private sealed class Accumulator<T>(int outputs) : MetricAccumulator<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // For each output the first target, and sums of y − first, (y − first)² and (ŷ − y)². From y itself the variance of targets far from 0
        // would be a difference of large numbers.
        private readonly double[] _first = new double[outputs];
        private readonly double[] _sum = new double[outputs];
        private readonly double[] _squares = new double[outputs];
        private readonly double[] _errors = new double[outputs];
        private long _samples;

        public override double? Value
        {
            get
            {
                if (_samples == 0)
                {
                    return null;
                }

                double total = 0;
                for (int j = 0; j < outputs; j++)
                {
                    double variation = _squares[j] - (_sum[j] * _sum[j] / _samples);
                    total += variation > 0 ? 1 - (_errors[j] / variation)
                        : double.IsNaN(variation) || double.IsNaN(_errors[j]) ? double.NaN
                        : _errors[j] == 0 ? 1 : 0;
                }

                return total / outputs;
            }
        }

        public override void Reset()
        {
            Array.Clear(_sum);
            Array.Clear(_squares);
            Array.Clear(_errors);
            _samples = 0;
        }

        public override void Add(in MetricBatch<T> batch)
        {
            int samples = batch.Count;
            for (int sample = 0; sample < samples; sample++)
            {
                ReadOnlySpan<T> output = batch.OutputOf(sample);
                for (int j = 0; j < output.Length; j++)
                {
                    double target = batch.TargetOf(sample, j);
                    double error = double.CreateTruncating(output[j]) - target;
                    if (_samples == 0)
                    {
                        _first[j] = target;
                    }

                    double distance = target - _first[j];
                    _sum[j] += distance;
                    _squares[j] += distance * distance;
                    _errors[j] += error * error;
                }

                _samples++;
            }
        }

        protected internal override void ExchangeSums(MetricSums sums)
        {
            sums.Count(ref _samples);
            sums.Sums(_first);
            sums.Sums(_sum);
            sums.Sums(_squares);
            sums.Sums(_errors);
        }

        // The other's sums are of y − its own first target: y − first is that and the distance of the two.
        protected internal override void Combine(MetricAccumulator<T> other)
        {
            var part = (Accumulator<T>)other;
            if (part._samples == 0)
            {
                return;
            }

            for (int j = 0; j < outputs; j++)
            {
                if (_samples == 0)
                {
                    _first[j] = part._first[j];
                }

                double distance = part._first[j] - _first[j];
                _sum[j] += part._sum[j] + (part._samples * distance);
                _squares[j] += part._squares[j] + (2 * distance * part._sum[j]) + (part._samples * distance * distance);
                _errors[j] += part._errors[j];
            }

            _samples += part._samples;
        }
    }
}
