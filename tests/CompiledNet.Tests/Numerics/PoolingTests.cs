namespace CompiledNet.Tests.Numerics;

/// <summary>The largest number of windows, and who gets its gradient, against plain loops: with NaN, infinities, zeros of both signs and ties.</summary>
public sealed class PoolingTests
{
    private static readonly float[] s_numbers = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, 1f, 1f, -2f, 3f, -4f];

    /// <summary>Size and stride of the window, columns before the input.</summary>
    public static TheoryData<int, int, int> Windows => new() { { 2, 2, 0 }, { 2, 1, 0 }, { 2, 3, 0 }, { 2, 2, 1 }, { 3, 2, 1 }, { 3, 3, 0 } };

    [Theory]
    [MemberData(nameof(Windows))]
    public void Windows_of_any_size_are_those_of_the_loops(int size, int stride, int before)
    {
        for (int channels = 1; channels <= 21; channels += 4)
        {
            for (int lanes = channels; lanes <= (channels + 15) / 16 * 16; lanes += Math.Max(1, ((channels + 15) / 16 * 16) - channels))
            {
                Check(new PoolGeometry(
                    7, 9, Outputs(7, size, stride, before), Outputs(9, size, stride, before), size, size, stride, stride, before, before, channels, lanes, lanes));
            }
        }
    }

    private static int Outputs(int inputs, int size, int stride, int before) => ((inputs + (2 * before) - size) / stride) + 1;

    private static void Check(PoolGeometry geometry)
    {
        const int Samples = 2;
        var random = new SeededRandom(geometry.Channels, 1);
        int positions = Samples * geometry.Height * geometry.Width;
        int windows = Samples * geometry.Rows * geometry.Columns;
        float[] x = [.. Enumerable.Range(0, positions * geometry.Stride).Select(i => i % geometry.Stride < geometry.Channels ? s_numbers[(int)(random.NextDouble() * s_numbers.Length)] : 0f)];
        float[] delta = [.. Enumerable.Range(0, windows * geometry.ResultStride).Select(i => i % geometry.ResultStride < geometry.Channels ? (float)random.NextDouble() : 0f)];
        var expected = new float[windows * geometry.ResultStride];
        var expectedGradient = new float[positions * geometry.Stride];
        for (int window = 0; window < windows; window++)
        {
            int sample = window / (geometry.Rows * geometry.Columns);
            int row = window / geometry.Columns % geometry.Rows;
            int column = window % geometry.Columns;
            for (int channel = 0; channel < geometry.Channels; channel++)
            {
                int taken = -1;
                for (int y = (row * geometry.StrideHeight) - geometry.Top; y < (row * geometry.StrideHeight) - geometry.Top + geometry.WindowHeight; y++)
                {
                    for (int p = (column * geometry.StrideWidth) - geometry.Left; p < (column * geometry.StrideWidth) - geometry.Left + geometry.WindowWidth; p++)
                    {
                        if (y < 0 || y >= geometry.Height || p < 0 || p >= geometry.Width)
                        {
                            continue;
                        }

                        int place = (((((sample * geometry.Height) + y) * geometry.Width) + p) * geometry.Stride) + channel;
                        if (taken < 0 || (!float.IsNaN(x[taken]) && (float.IsNaN(x[place]) || x[place] > x[taken])))
                        {
                            taken = place;
                        }
                    }
                }

                expected[(window * geometry.ResultStride) + channel] = x[taken];
                expectedGradient[taken] += delta[(window * geometry.ResultStride) + channel];
            }
        }

        var actual = new float[expected.Length];
        Array.Fill(actual, 9);
        var gradient = new float[expectedGradient.Length];
        Array.Fill(gradient, 9);
        Pooling.Largest(ref x[0], ref actual[0], in geometry, Samples);
        Pooling.LargestGradient(ref delta[0], ref x[0], ref gradient[0], in geometry, Samples, adds: false);

        Assert.Equal(expected, actual);
        Assert.Equal(expectedGradient, gradient, (a, b) => MathF.Abs(a - b) < 1e-6f);
    }
}
