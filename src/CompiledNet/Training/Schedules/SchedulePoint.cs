namespace CompiledNet;

/// <summary>Where a training stands when a <see cref="LearningRateSchedule"/> is asked for the rate of a step.</summary>
/// <param name="BaseRate">The learning rate that the optimizer had before the training.</param>
/// <param name="Step">The step, from 0; where a warm-up goes before, counted from its end.</param>
/// <param name="Steps">How many steps there are to be, at least 1; where a warm-up goes before, without its steps.</param>
/// <param name="StepsPerEpoch">How many steps an epoch takes, at least 1.</param>
public readonly record struct SchedulePoint(double BaseRate, long Step, long Steps, int StepsPerEpoch);
