using System.IO.Compression;
using CompiledNet;
using CsvHelper;

namespace Tabular;

/// <summary>Reads the files of Data, as they were measured: nothing is scaled here.</summary>
internal static class Tables
{
    /// <summary>569 tumours; class 0 is malignant, 1 benign.</summary>
    public static DataSet<float> BreastCancer() => WithClasses("breast_cancer.csv", CancerNet.InputSize, CancerNet.OutputSize);

    /// <summary>178 wines of three growers.</summary>
    public static DataSet<float> Wine() => WithClasses("wine_data.csv", WineNet.InputSize, WineNet.OutputSize);

    /// <summary>442 patients; inputs and targets are in files of their own.</summary>
    public static DataSet<float> Diabetes()
    {
        var options = new CsvReaderOptions { HasHeader = false, Separator = ' ' };
        float[] inputs = Numbers("diabetes_data_raw.csv.gz", options, DiabetesNet.InputSize);
        float[] targets = Numbers("diabetes_target.csv.gz", options, DiabetesNet.OutputSize);
        return new DataSet<float>(inputs, DiabetesNet.InputSize, targets, DiabetesNet.OutputSize);
    }

    // The header counts samples and inputs and names the classes; the last column is the class.
    private static DataSet<float> WithClasses(string file, int inputSize, int classCount)
    {
        float[] numbers = Numbers(file, new CsvReaderOptions { HasHeader = true, Separator = ',' }, inputSize + 1);
        float[][] rows = [.. numbers.Chunk(inputSize + 1)];
        float[] inputs = [.. rows.SelectMany(row => row[..inputSize])];
        int[] classes = [.. rows.Select(row => (int)row[inputSize])];
        return new DataSet<float>(inputs, inputSize, classes, classCount);
    }

    private static float[] Numbers(string file, CsvReaderOptions options, int columns)
    {
        using Stream stored = typeof(Tables).Assembly.GetManifestResourceStream(file)!;
        using Stream text = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stored, CompressionMode.Decompress) : stored;
        using CsvReader csv = CsvReader.Create(text, options);
        var numbers = new List<float>();
        foreach (CsvRow row in csv)
        {
            for (int column = 0; column < columns; column++)
            {
                numbers.Add(row.Parse<float>(column));
            }
        }

        return [.. numbers];
    }
}
