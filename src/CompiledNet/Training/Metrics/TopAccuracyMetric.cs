using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>The share of samples whose class is among the k largest outputs.</summary>
internal sealed class TopAccuracyMetric(int k) : Metric
{
    private readonly int _k = k;

    public override string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"top-{k} accuracy");

    public override bool LargerIsBetter => true;

    public override MetricAccumulator<T> CreateAccumulator<T>(MetricContext context) => new Accumulator<T>(context, _k);

    internal override bool HasMeaning(MetricContext context, bool hasClasses) =>
        CompiledNet.Accuracy.RuleFor(context, hasClasses) == AccuracyRule.LargestOutput;

    // Every sample would be right. Of a regression with one output it has no meaning, whatever k.
    internal override string? FindMistake(int outputs) => outputs > 1 && _k > outputs
        ? string.Create(CultureInfo.InvariantCulture, $"would always be 1 with {Counted.Of(outputs, "class")}; k from 1 to {outputs} was expected")
        : null;

    // Each call of Metric.TopAccuracy makes another; for the same k they are one metric, which may be measured and monitored.
    public override bool Equals(object? obj) => obj is TopAccuracyMetric other && other._k == _k;

    public override int GetHashCode() => _k;

    private sealed class Accumulator<T>(MetricContext context, int k) : MetricAccumulator<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private long _correct;
        private long _samples;

        public override double? Value => _samples == 0 ? null : (double)_correct / _samples;

        public override void Reset() => (_correct, _samples) = (0, 0);

        public override void Add(in MetricBatch<T> batch)
        {
            if (CompiledNet.Accuracy.RuleFor(context, batch.HasClasses) != AccuracyRule.LargestOutput)
            {
                return;
            }

            int samples = batch.Count;
            for (int sample = 0; sample < samples; sample++)
            {
                int label = batch.ClassOf(sample);
                _correct += label >= 0 && LargestNumber.IsAmong(batch.OutputOf(sample), label, k) ? 1 : 0;
            }

            _samples += samples;
        }

        protected internal override void ExchangeSums(MetricSums sums)
        {
            sums.Count(ref _correct);
            sums.Count(ref _samples);
        }

        protected internal override void Combine(MetricAccumulator<T> other)
        {
            var part = (Accumulator<T>)other;
            _correct += part._correct;
            _samples += part._samples;
        }
    }
}
