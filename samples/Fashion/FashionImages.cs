using CompiledNet;

namespace Fashion;

/// <summary>Fashion-MNIST: 60,000 pictures of clothes to learn from and 10,000 to test with.</summary>
/// <param name="Training">What to learn: pixels from 0 to 1, row by row, and the kind of clothes as class.</param>
/// <param name="Test">What the network is tested with.</param>
internal sealed record FashionImages(DataSet<float> Training, DataSet<float> Test)
{
    /// <summary>Width and height of a picture.</summary>
    public const int Side = 28;

    /// <summary>Numbers in a picture.</summary>
    public const int Pixels = Side * Side;

    /// <summary>Where Debian's package puts the files.</summary>
    public const string FolderOfPackage = "/usr/share/datasets/fashion-mnist";

    private static readonly string[] s_files =
    [
        "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz", "t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte.gz",
    ];

    /// <summary>What each class is.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["T-shirt", "trousers", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

    /// <summary>Reads all of it.</summary>
    /// <param name="folder">Where the four files lie.</param>
    /// <returns>The pictures.</returns>
    /// <exception cref="DataFileException">A file is missing or damaged.</exception>
    public static FashionImages Load(string folder)
    {
        string[] missing = [.. s_files.Where(file => !File.Exists(Path.Combine(folder, file)))];
        return missing.Length == 0
            ? new FashionImages(Load(folder, s_files[0], s_files[1]), Load(folder, s_files[2], s_files[3]))
            : throw new DataFileException(
                $"""
                The data set Fashion-MNIST is not in {folder}: there is no {string.Join(", no ", missing)}.
                On Debian and its relatives this installs it:

                    apt-get install dataset-fashion-mnist

                Elsewhere get the four files (https://github.com/zalandoresearch/fashion-mnist) and name their folder: --data FOLDER
                """);
    }

    private static DataSet<float> Load(string folder, string images, string labels)
    {
        IdxFile pictures = IdxFile.Read(Path.Combine(folder, images), null, Side, Side);
        string pathOfLabels = Path.Combine(folder, labels);
        byte[] classes = IdxFile.Read(pathOfLabels, pictures.Sizes[0]).Elements;
        if (classes.FirstOrDefault(label => label >= Names.Count) is > 0 and byte wrong)
        {
            throw new DataFileException($"{pathOfLabels} has a label {wrong}; labels from 0 to {Names.Count - 1} were expected: it is damaged.");
        }

        return DataSet.OfBytes<float>(pictures.Elements, Pixels, Array.ConvertAll(classes, label => (int)label), Names.Count);
    }
}
