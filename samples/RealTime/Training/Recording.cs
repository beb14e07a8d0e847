using CompiledNet;

namespace RealTime;

/// <summary>What a guitar plays and the amplifier makes of it, in windows for the network.</summary>
internal static class Recording
{
    private const int Stride = 3;

    /// <summary>Records.</summary>
    /// <param name="seconds">How long; of three windows one is taken.</param>
    /// <param name="seed">What is played.</param>
    public static DataSet<float> Make(int seconds, uint seed)
    {
        var guitar = new Guitar(seed);
        var amplifier = new Amplifier();
        int length = seconds * Amplifier.SampleRate;
        float[] played = new float[length];
        float[] heard = new float[length];
        for (int i = 0; i < length; i++)
        {
            played[i] = guitar.Next();
            heard[i] = amplifier.Next(played[i]);
        }

        int count = (length - AmpNet.InputSize) / Stride;
        float[] inputs = new float[count * AmpNet.InputSize];
        float[] targets = new float[count];
        for (int i = 0; i < count; i++)
        {
            played.AsSpan(i * Stride, AmpNet.InputSize).CopyTo(inputs.AsSpan(i * AmpNet.InputSize));
            targets[i] = heard[(i * Stride) + AmpNet.InputSize - 1];
        }

        return new DataSet<float>(inputs, AmpNet.InputSize, targets, 1);
    }

    /// <summary>The mean square of the targets.</summary>
    public static double Power(DataSet<float> data)
    {
        double sum = 0;
        for (int i = 0; i < data.Count; i++)
        {
            sum += data.TargetOf(i)[0] * (double)data.TargetOf(i)[0];
        }

        return sum / data.Count;
    }
}
