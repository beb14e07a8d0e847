using System.Numerics;

namespace CompiledNet.Tests.Training;

/// <summary>Has the values that the test says, one for each epoch.</summary>
internal sealed class ScriptedMetric(bool largerIsBetter, params double?[] values) : Metric
{
    public override string Name => "script";

    public override bool LargerIsBetter => largerIsBetter;

    public override MetricAccumulator<T> CreateAccumulator<T>(MetricContext context) => new Accumulator<T>(values);

    private sealed class Accumulator<T>(double?[] values) : MetricAccumulator<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private int _pass = -1;

        public override double? Value => values[_pass];

        public override void Reset() => _pass++;

        public override void Add(in MetricBatch<T> batch)
        {
        }
    }
}
