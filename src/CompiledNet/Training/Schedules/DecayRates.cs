namespace CompiledNet;

/// <summary>The optimizer's rate, always.</summary>
internal sealed class ConstantRate : LearningRateSchedule
{
    public override double RateAt(SchedulePoint point) => point.BaseRate;
}

/// <summary>Falls at the end of every so many epochs.</summary>
internal sealed class StepDecayRate(int epochs, double factor) : LearningRateSchedule
{
    public override double RateAt(SchedulePoint point) =>
        point.BaseRate * Math.Pow(factor, point.Step / ((long)epochs * point.StepsPerEpoch));
}

/// <summary>Falls by the same share at every step.</summary>
internal sealed class ExponentialDecayRate(double factor) : LearningRateSchedule
{
    public override double RateAt(SchedulePoint point) => point.BaseRate * Math.Pow(factor, (double)point.Step / point.StepsPerEpoch);
}

/// <summary>Half a cosine over the whole training.</summary>
internal sealed class CosineDecayRate(double minimum) : LearningRateSchedule
{
    public override double RateAt(SchedulePoint point)
    {
        double share = Math.Min((double)point.Step / point.Steps, 1);
        return minimum + ((point.BaseRate - minimum) * (1 + Math.Cos(Math.PI * share)) / 2);
    }
}
