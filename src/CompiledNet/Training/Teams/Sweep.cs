using System.Globalization;

namespace CompiledNet;

/// <summary>Trains many networks that do not depend on each other: hyperparameters, folds, seeds.</summary>
public static class Sweep
{
    /// <summary>Trains every candidate once, in one of the processes, and collects the results.</summary>
    /// <remarks>
    /// A process that has finished a training gets the next candidate, so that trainings may take different times. Process 0 trains too, and writes the results.
    /// All processes call this with the same candidates, and get the same results. A training that diverges is a result; any other exception ends the sweep in
    /// all processes, once each has finished the training it is at.
    /// </remarks>
    /// <typeparam name="TCandidate">The type of the candidates, whose <see cref="object.ToString"/> says which one it is, as that of a record does.</typeparam>
    /// <param name="candidates">The candidates.</param>
    /// <param name="train">Trains one, and returns its numbers, one for each of <see cref="SweepOptions.Columns"/>. Must not use the sweep's team.</param>
    /// <param name="options">The team, the file; defaults if null.</param>
    /// <param name="onResult">Called by process 0 for each result as it comes, one at a time, also for those of the file; on any thread.</param>
    /// <param name="cancellationToken">Ends the sweep once the trainings under way are finished; what was written stays.</param>
    /// <returns>The results, in the order of the candidates.</returns>
    /// <exception cref="ArgumentException"><paramref name="train"/> returned another number of numbers.</exception>
    /// <exception cref="InvalidDataException">The file is not that of these candidates and columns; it is as it was.</exception>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    /// <exception cref="InvalidOperationException">Another process has failed.</exception>
    /// <exception cref="OperationCanceledException">The sweep was cancelled, in this process or in another.</exception>
    public static IReadOnlyList<SweepResult<TCandidate>> Run<TCandidate>(
        IReadOnlyList<TCandidate> candidates,
        Func<TCandidate, double[]> train,
        SweepOptions? options = null,
        Action<SweepResult<TCandidate>>? onResult = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(train);
        options ??= new SweepOptions();
        TrainingTeam team = options.Team ?? TrainingTeam.Alone;
        string[] names = [.. candidates.Select(NameOf)];
        SweepLine[] lines = team.Rank == 0
            ? Lead(team, names, index => Train(candidates[index], index), options, line => onResult?.Invoke(ResultOf(line)), cancellationToken)
            : SweepWorker.Work(team, names, index => Train(candidates[index], index), cancellationToken);
        return [.. lines.Select(ResultOf)];

        SweepLine Train(TCandidate candidate, int index) => TrainOne(() => train(candidate), index, options.Columns.Count);

        SweepResult<TCandidate> ResultOf(SweepLine line) => new(line.Index, candidates[line.Index], line.Values, line.Failure);
    }

    private static SweepLine TrainOne(Func<double[]> train, int index, int columns)
    {
        try
        {
            double[] values = train() ?? [];
            return values.Length == columns ? new SweepLine(index, values, null) : throw new ArgumentException(
                $"train returned {Counted.Of(values.Length, "number")} for candidate {index}; {columns} were expected, one for each of options.Columns.", nameof(train));
        }
        catch (TrainingDivergedException exception)
        {
            return new SweepLine(index, [.. Enumerable.Repeat(double.NaN, columns)], exception.Message);
        }
    }

    private static SweepLine[] Lead(
        TrainingTeam team, string[] names, Func<int, SweepLine> train, SweepOptions options, Action<SweepLine> onResult, CancellationToken cancellationToken)
    {
        using var dealer = new SweepDealer(team, names, onResult);
        dealer.Start(options, cancellationToken);
        try
        {
            while (dealer.Next() is >= 0 and int index)
            {
                dealer.Add(train(index));
            }
        }
        catch (Exception exception)
        {
            dealer.Fail(exception, 0);
        }

        return dealer.End();
    }

    // On one line, as it is in the file.
    private static string NameOf<TCandidate>(TCandidate candidate) =>
        (Convert.ToString(candidate, CultureInfo.InvariantCulture) ?? "").ReplaceLineEndings(" ");
}

/// <summary>A result without its candidate.</summary>
internal sealed record SweepLine(int Index, double[] Values, string? Failure);
