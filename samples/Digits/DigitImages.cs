using System.IO.Compression;
using CompiledNet;
using CsvHelper;

namespace Digits;

/// <summary>The 1,797 images of Data/digits.csv.gz: a line for each, 64 gray values from 0 to 16 and the digit.</summary>
internal static class DigitImages
{
    /// <summary>Width and height of an image.</summary>
    public const int Side = 8;

    private const float White = 16;

    /// <summary>Reads them.</summary>
    /// <returns>Pixels from 0 to 1, and the digits as classes.</returns>
    public static DataSet<float> Load()
    {
        using Stream file = typeof(DigitImages).Assembly.GetManifestResourceStream("digits.csv.gz")!;
        using var lines = new GZipStream(file, CompressionMode.Decompress);
        using CsvReader csv = CsvReader.Create(lines, new CsvReaderOptions { HasHeader = false });

        var pixels = new List<float>();
        var digits = new List<int>();
        foreach (CsvRow row in csv)
        {
            for (int i = 0; i < DigitNet.InputSize; i++)
            {
                pixels.Add(row.Parse<int>(i) / White);
            }

            digits.Add(row.Parse<int>(DigitNet.InputSize));
        }

        return new DataSet<float>(pixels.ToArray(), DigitNet.InputSize, digits.ToArray(), DigitNet.OutputSize);
    }
}
