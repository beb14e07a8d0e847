namespace CompiledNet.Tests.Training;

/// <summary>Small sets of samples.</summary>
internal static class TrainingData
{
    /// <summary>Points around three corners of a triangle: easily told apart.</summary>
    public static DataSet<float> Points(int count, int stream = 0)
    {
        float[] noise = Networks.TestData.Draw<float>(2 * count, stream);
        var points = new float[2 * count];
        var classes = new int[count];
        for (int i = 0; i < count; i++)
        {
            classes[i] = i % 3;
            points[2 * i] = (classes[i] == 1 ? 1 : -1) + (0.5f * noise[2 * i]);
            points[(2 * i) + 1] = (classes[i] == 2 ? 1 : -1) + (0.5f * noise[(2 * i) + 1]);
        }

        return new DataSet<float>(points, 2, classes, 3);
    }

    /// <summary>y = 2 x at x = 1, 2, 3.</summary>
    public static DataSet<double> Line() => new((double[])[1, 2, 3], 1, (double[])[2, 4, 6], 1);
}
