using System.Globalization;
using System.Numerics;

namespace CompiledNet;

/// <summary>
/// Whether a network's probabilities can be taken at their word: of what it gives 80 %, do 80 % come true? The reliability diagram, its
/// errors, and the Brier score.
/// </summary>
/// <remarks>
/// <para>
/// Of two classes and one output the probability is that of class 1, which comes true where a sample is of class 1. Of several outputs
/// it is the largest, the confidence, which comes true where the sample's class was predicted (C. Guo et al., On Calibration of Modern
/// Neural Networks, 2017); <see cref="OfClass"/> looks at one class alone.
/// </para>
/// <para>
/// The bins are of equal width. A probability on a boundary belongs to the lower bin, and 0 to the first, as in scikit-learn's
/// <c>calibration_curve</c>; empty bins, which that leaves out, have a count of 0 and weigh nothing.
/// </para>
/// </remarks>
public sealed class Calibration
{
    private readonly CalibrationBin[] _bins;

    private Calibration(CalibrationBin[] bins, int count, double brierScore)
    {
        _bins = bins;
        Count = count;
        BrierScore = brierScore;
        foreach (CalibrationBin bin in bins.Where(bin => bin.Count > 0))
        {
            double gap = Math.Abs(bin.ObservedShare - bin.MeanProbability);
            ExpectedError += gap * bin.Count / count;
            MaximumError = Math.Max(MaximumError, gap);
        }
    }

    /// <summary>The bins, from 0 to 1: the reliability diagram.</summary>
    public IReadOnlyList<CalibrationBin> Bins => _bins;

    /// <summary>Number of samples.</summary>
    public int Count { get; }

    /// <summary>
    /// The expected calibration error: the mean over the samples of |observed share − mean probability| of their bin. 0 is best.
    /// </summary>
    public double ExpectedError { get; }

    /// <summary>The largest |observed share − mean probability| of a bin that is not empty.</summary>
    public double MaximumError { get; }

    /// <summary>
    /// The mean squared error of the probabilities. Of one probability (p − y)², from 0 to 1; of several outputs Σ (p − y)² over
    /// them, from 0 to 2, as G. Brier defined it in 1950. 0 is best.
    /// </summary>
    public double BrierScore { get; }

    /// <summary>The calibration of some probabilities.</summary>
    /// <typeparam name="T">The probabilities' number type.</typeparam>
    /// <param name="actual">For each sample whether it came true; at least one sample.</param>
    /// <param name="probabilities">For each sample the probability that was given to it, from 0 to 1.</param>
    /// <param name="binCount">Number of bins, at least 1.</param>
    /// <returns>The calibration.</returns>
    /// <exception cref="ArgumentException">There is no sample, the lengths differ, or a number is no probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="binCount"/> is less than 1.</exception>
    public static Calibration Of<T>(ReadOnlySpan<bool> actual, ReadOnlySpan<T> probabilities, int binCount = 10)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (actual.IsEmpty)
        {
            throw new ArgumentException("At least one sample was expected.", nameof(actual));
        }

        if (probabilities.Length != actual.Length)
        {
            throw new ArgumentException(
                $"The length of probabilities is {probabilities.Length}; {actual.Length} was expected, that of actual.",
                nameof(probabilities));
        }

        var tally = new Tally(binCount);
        double squares = 0;
        for (int sample = 0; sample < actual.Length; sample++)
        {
            double probability = double.CreateTruncating(probabilities[sample]);
            if (!(probability is >= 0 and <= 1))
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"probabilities[{sample}] is {probability}; a number from 0 to 1 was expected."),
                    nameof(probabilities));
            }

            tally.Add(probability, actual[sample]);
            squares += Squared(probability, actual[sample]);
        }

        return new Calibration(tally.Bins(), actual.Length, squares / actual.Length);
    }

    /// <summary>The calibration of a network: of its one output, or of its confidence where it has several.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions, probabilities.</param>
    /// <param name="binCount">Number of bins, at least 1.</param>
    /// <returns>The calibration.</returns>
    /// <exception cref="ArgumentException">An output is no probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="binCount"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">A target means no class.</exception>
    public static Calibration Of<T>(Predictions<T> predictions, int binCount = 10)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.OutputSize == 1)
        {
            return OfClass(predictions, 1, binCount);
        }

        var tally = new Tally(binCount);
        double squares = 0;
        for (int sample = 0; sample < predictions.Count; sample++)
        {
            int actual = predictions.ActualClassOf(sample);
            double confidence = 0;
            for (int output = 0; output < predictions.OutputSize; output++)
            {
                double probability = predictions.ProbabilityOf(sample, output);
                confidence = Math.Max(confidence, probability);
                squares += Squared(probability, output == actual);
            }

            tally.Add(confidence, predictions.ClassOf(sample) == actual);
        }

        return new Calibration(tally.Bins(), predictions.Count, squares / predictions.Count);
    }

    /// <summary>The calibration of one class's probability, against all others; or of one label's, where targets may have several at once.</summary>
    /// <typeparam name="T">The network's number type.</typeparam>
    /// <param name="predictions">The predictions, probabilities.</param>
    /// <param name="positiveClass">The class; with one output, 1.</param>
    /// <param name="binCount">Number of bins, at least 1.</param>
    /// <returns>The calibration.</returns>
    /// <exception cref="ArgumentException">The class's output is no probability.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There is no such class, or <paramref name="binCount"/> is less than 1.
    /// </exception>
    /// <exception cref="InvalidOperationException">A target holds a number that is not from 0 to 1.</exception>
    public static Calibration OfClass<T>(Predictions<T> predictions, int positiveClass, int binCount = 10)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(predictions);
        int output = predictions.OutputFor(positiveClass);
        bool[] actual = new bool[predictions.Count];
        double[] probabilities = new double[predictions.Count];
        for (int sample = 0; sample < probabilities.Length; sample++)
        {
            actual[sample] = predictions.IsOf(sample, positiveClass);
            probabilities[sample] = predictions.ProbabilityOf(sample, output);
        }

        return Of<double>(actual, probabilities, binCount);
    }

    /// <summary>The reliability diagram as a table, and the errors below it; the same in every culture.</summary>
    /// <returns>Its lines.</returns>
    public override string ToString()
    {
        var table = new TextTable(["probability", "said", "came true", "samples"]);
        foreach (CalibrationBin bin in _bins)
        {
            string interval = string.Create(CultureInfo.InvariantCulture, $"{bin.Lower:F2} to {bin.Upper:F2}");
            table.Add([interval, Share(bin, bin.MeanProbability), Share(bin, bin.ObservedShare), Text(bin.Count)]);
        }

        return table + string.Create(
            CultureInfo.InvariantCulture,
            $"\nexpected error {ExpectedError:F4}, maximum error {MaximumError:F4}, Brier score {BrierScore:F4} over {Counted.Of(Count, "sample")}");
    }

    private static double Squared(double probability, bool isTrue)
    {
        double difference = isTrue ? 1 - probability : probability;
        return difference * difference;
    }

    private static string Share(CalibrationBin bin, double share) =>
        bin.Count == 0 ? "-" : share.ToString("F4", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds up samples by the bins of their probabilities.</summary>
    private readonly struct Tally
    {
        private readonly int[] _counts;
        private readonly int[] _true;
        private readonly double[] _sums;

        public Tally(int binCount)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
            _counts = new int[binCount];
            _true = new int[binCount];
            _sums = new double[binCount];
        }

        public void Add(double probability, bool isTrue)
        {
            int bin = BinOf(probability);
            _counts[bin]++;
            _true[bin] += isTrue ? 1 : 0;
            _sums[bin] += probability;
        }

        public CalibrationBin[] Bins()
        {
            var bins = new CalibrationBin[_counts.Length];
            for (int i = 0; i < bins.Length; i++)
            {
                // 0/0 is NaN, the answer for an empty bin.
                bins[i] = new CalibrationBin(
                    UpperOf(i - 1), UpperOf(i), _counts[i], _sums[i] / _counts[i], (double)_true[i] / _counts[i]);
            }

            return bins;
        }

        private int BinOf(double probability)
        {
            // The product may be rounded across a boundary; the boundaries themselves decide.
            int last = _counts.Length - 1;
            int bin = Math.Clamp((int)(probability * _counts.Length), 0, last);
            while (bin > 0 && probability <= UpperOf(bin - 1))
            {
                bin--;
            }

            while (bin < last && probability > UpperOf(bin))
            {
                bin++;
            }

            return bin;
        }

        private double UpperOf(int bin) => (bin + 1.0) / _counts.Length;
    }
}
