using System.Numerics;

namespace CompiledNet;

/// <summary>The mean of |ŷ − y|.</summary>
internal sealed class MeanAbsoluteErrorMetric : Metric
{
    public override string Name => "MAE";

    public override MetricAccumulator<T> CreateAccumulator<T>(MetricContext context) => new Accumulator<T>();

    private sealed class Accumulator<T> : ErrorAccumulator<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override double? Value => Mean;

        protected override double Share(double error) => Math.Abs(error);
    }
}

/// <summary>The root of the mean of (ŷ − y)².</summary>
internal sealed class RootMeanSquaredErrorMetric : Metric
{
    public override string Name => "RMSE";

    public override MetricAccumulator<T> CreateAccumulator<T>(MetricContext context) => new Accumulator<T>();

    private sealed class Accumulator<T> : ErrorAccumulator<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public override double? Value => Mean is double mean ? Math.Sqrt(mean) : null;

        protected override double Share(double error) => error * error;
    }
}

/// <summary>Adds something of ŷ − y up over samples and outputs, in double.</summary>
internal abstract class ErrorAccumulator<T> : MetricAccumulator<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private double _sum;
    private long _count;

    protected double? Mean => _count == 0 ? null : _sum / _count;

    public override void Reset() => (_sum, _count) = (0, 0);

    public override void Add(in MetricBatch<T> batch)
    {
        int samples = batch.Count;
        for (int sample = 0; sample < samples; sample++)
        {
            ReadOnlySpan<T> output = batch.OutputOf(sample);
            for (int j = 0; j < output.Length; j++)
            {
                _sum += Share(double.CreateTruncating(output[j]) - batch.TargetOf(sample, j));
            }
        }

        _count += batch.Outputs.Length;
    }

    protected internal override void ExchangeSums(MetricSums sums)
    {
        sums.Count(ref _count);
        sums.Sum(ref _sum);
    }

    protected internal override void Combine(MetricAccumulator<T> other)
    {
        var part = (ErrorAccumulator<T>)other;
        _sum += part._sum;
        _count += part._count;
    }

    protected abstract double Share(double error);
}
