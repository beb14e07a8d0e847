namespace CompiledNet;

/// <summary>What came out of one training of a <see cref="Sweep"/>.</summary>
/// <typeparam name="TCandidate">The type of the candidates.</typeparam>
/// <param name="Index">The index of the candidate.</param>
/// <param name="Candidate">The candidate.</param>
/// <param name="Values">Its numbers, one for each of <see cref="SweepOptions.Columns"/>; all NaN where the training diverged.</param>
/// <param name="Failure">The message of the <see cref="TrainingDivergedException"/>; null where the training did not diverge.</param>
public sealed record SweepResult<TCandidate>(int Index, TCandidate Candidate, IReadOnlyList<double> Values, string? Failure);
