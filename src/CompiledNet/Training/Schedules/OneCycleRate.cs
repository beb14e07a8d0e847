namespace CompiledNet;

/// <summary>Half a cosine up and half a cosine down.</summary>
internal sealed class OneCycleRate(double peak, double rise, double startDivisor, double endDivisor) : LearningRateSchedule
{
    public override double RateAt(SchedulePoint point)
    {
        double start = peak / startDivisor;
        double end = start / endDivisor;

        // The steps at which peak and end are reached; the first may lie between two steps, or before the first.
        double top = (rise * point.Steps) - 1;
        double last = point.Steps - 1;
        if (point.Step < top)
        {
            return Between(start, peak, point.Step / top);
        }

        double begin = Math.Max(top, 0);
        return last > begin ? Between(peak, end, Math.Min((point.Step - begin) / (last - begin), 1)) : peak;
    }

    private static double Between(double from, double to, double share) => to + ((from - to) * (1 + Math.Cos(Math.PI * share)) / 2);
}
