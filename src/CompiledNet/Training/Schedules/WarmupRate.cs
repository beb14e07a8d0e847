namespace CompiledNet;

/// <summary>A line up to where another schedule begins.</summary>
internal sealed class WarmupRate(LearningRateSchedule schedule, double length, bool ofEpochs) : LearningRateSchedule
{
    // Longer than any training, and far enough from the largest number to be counted on from.
    private const long MostSteps = 1L << 62;

    public override double RateAt(SchedulePoint point)
    {
        long steps = (long)Math.Min(Math.Round(ofEpochs ? length * point.StepsPerEpoch : length), MostSteps);
        SchedulePoint after = point with { Step = Math.Max(point.Step - steps, 0), Steps = Math.Max(point.Steps - steps, 1) };
        double rate = schedule.RateAt(after);
        return point.Step < steps ? rate * (point.Step + 1) / (steps + 1) : rate;
    }
}
