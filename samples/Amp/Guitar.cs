namespace Amp;

/// <summary>A guitar signal: plucked strings (Karplus and Strong, 1983), single notes and chords, soft and loud.</summary>
internal static class Guitar
{
    private const double LowestFrequency = 82.4;
    private const double Semitone = 1.0594630943592953;

    /// <summary>Plays for some seconds.</summary>
    public static float[] Play(int seconds, int seed)
    {
        var random = new Random(seed);
        var signal = new float[seconds * Amplifier.SamplingRate];
        for (int start = 0; start < signal.Length;)
        {
            int[] intervals = random.Next(3) == 0 ? [0, 7, 12, 16] : random.Next(2) == 0 ? [0, 7] : [0];
            double root = LowestFrequency * Math.Pow(Semitone, random.Next(0, 30));
            double loudness = 0.05 + (0.45 * random.NextDouble() * random.NextDouble());
            foreach (int interval in intervals)
            {
                Pluck(signal, start, root * Math.Pow(Semitone, interval), loudness / Math.Sqrt(intervals.Length), random);
            }

            start += (int)(Amplifier.SamplingRate * (0.12 + (0.6 * random.NextDouble())));
        }

        return signal;
    }

    private static void Pluck(float[] signal, int start, double frequency, double loudness, Random random)
    {
        var line = new double[(int)(Amplifier.SamplingRate / frequency)];
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = (2 * random.NextDouble()) - 1;
        }

        double last = 0;
        int length = Math.Min(signal.Length - start, Amplifier.SamplingRate * 2);
        for (int t = 0; t < length; t++)
        {
            int place = t % line.Length;
            double sample = line[place];
            line[place] = 0.996 * 0.5 * (sample + last);
            last = sample;
            signal[start + t] += (float)(loudness * sample);
        }
    }
}
