using System.Numerics;

namespace CompiledNet;

/// <summary>Σ (ŷ − y)² / Σ y².</summary>
internal sealed class ErrorToSignalMetric : Metric
{
    public override string Name => "ESR";

    public override MetricAccumulator<T> CreateAccumulator<T>(MetricContext context) => new Accumulator<T>();

    private sealed class Accumulator<T> : MetricAccumulator<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private double _errors;
        private double _squares;
        private long _samples;

        public override double? Value => _samples == 0 ? null : SignalRatio.Of(_errors, _squares);

        public override void Reset() => (_errors, _squares, _samples) = (0, 0, 0);

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
                    _errors += error * error;
                    _squares += target * target;
                }
            }

            _samples += samples;
        }

        protected internal override void ExchangeSums(MetricSums sums)
        {
            sums.Count(ref _samples);
            sums.Sum(ref _errors);
            sums.Sum(ref _squares);
        }

        protected internal override void Combine(MetricAccumulator<T> other)
        {
            var part = (Accumulator<T>)other;
            _errors += part._errors;
            _squares += part._squares;
            _samples += part._samples;
        }
    }
}

/// <summary>The quotient, where it has one.</summary>
internal static class SignalRatio
{
    public static double Of(double errors, double squares) => errors == 0 ? 0 : errors / squares;
}
