using System.Numerics;

namespace CompiledNet;

/// <summary>The share of samples classified correctly.</summary>
internal sealed class AccuracyMetric : Metric
{
    public override string Name => "accuracy";

    public override bool LargerIsBetter => true;

    public override MetricAccumulator<T> CreateAccumulator<T>(MetricContext context) => new Accumulator<T>(context);

    internal override bool HasMeaning(MetricContext context, bool hasClasses) =>
        CompiledNet.Accuracy.RuleFor(context, hasClasses) != AccuracyRule.None;

    private sealed class Accumulator<T>(MetricContext context) : MetricAccumulator<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private long _correct;
        private long _samples;

        public override double? Value => _samples == 0 ? null : (double)_correct / _samples;

        public override void Reset() => (_correct, _samples) = (0, 0);

        public override void Add(in MetricBatch<T> batch)
        {
            AccuracyRule rule = CompiledNet.Accuracy.RuleFor(context, batch.HasClasses);
            if (rule == AccuracyRule.None)
            {
                return;
            }

            int correct = 0;
            int samples = batch.Count;
            for (int sample = 0; sample < samples; sample++)
            {
                bool isCorrect = rule == AccuracyRule.Threshold
                    ? CompiledNet.Accuracy.SameSide(batch.Outputs[sample], batch.Targets[sample])
                    : IsLargest(batch.OutputOf(sample), batch.ClassOf(sample));
                correct += isCorrect ? 1 : 0;
            }

            _correct += correct;
            _samples += samples;
        }

        // Neither outputs with a NaN nor a target without a class makes a prediction right.
        private static bool IsLargest(ReadOnlySpan<T> output, int label) => label >= 0 && LargestNumber.IndexOf(output) == label;

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
