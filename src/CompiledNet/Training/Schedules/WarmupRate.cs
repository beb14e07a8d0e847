namespace CompiledNet;

/// <summary>A line up to where another schedule begins.</summary>
internal sealed class WarmupRate(LearningRateSchedule schedule, double length, bool ofEpochs) : LearningRateSchedule
{
    public override double RateAt(SchedulePoint point)
    {
        long steps = (long)Math.Round(ofEpochs ? length * point.StepsPerEpoch : length);
        SchedulePoint after = point with { Step = Math.Max(point.Step - steps, 0), Steps = Math.Max(point.Steps - steps, 1) };
        double rate = schedule.RateAt(after);
        return point.Step < steps ? rate * (point.Step + 1) / (steps + 1) : rate;
    }
}
