using System.Numerics;

namespace CompiledNet;

/// <summary>The mean of the network's loss.</summary>
internal sealed class LossMetric : Metric
{
    public override string Name => "loss";

    public override MetricAccumulator<T> CreateAccumulator<T>(MetricContext context) => new Accumulator<T>();

    private sealed class Accumulator<T> : MetricAccumulator<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private double _sum;
        private long _samples;

        public override double? Value => _samples == 0 ? null : _sum / _samples;

        public override void Reset() => (_sum, _samples) = (0, 0);

        public override void Add(in MetricBatch<T> batch)
        {
            _sum += batch.Loss * batch.Count;
            _samples += batch.Count;
        }

        protected internal override void ExchangeSums(MetricSums sums)
        {
            sums.Count(ref _samples);
            sums.Sum(ref _sum);
        }

        protected internal override void Combine(MetricAccumulator<T> other)
        {
            var part = (Accumulator<T>)other;
            _sum += part._sum;
            _samples += part._samples;
        }
    }
}
