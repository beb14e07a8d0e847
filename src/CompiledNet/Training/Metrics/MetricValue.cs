namespace CompiledNet;

/// <summary>A metric after an epoch.</summary>
/// <param name="Name">The metric's name.</param>
/// <param name="Training">Its value over the epoch's samples, each measured just before the step that learned from it; null where it has no meaning.</param>
/// <param name="Validation">Its value over the validation set after the epoch; null without one, or where it has no meaning.</param>
public readonly record struct MetricValue(string Name, double? Training, double? Validation);
