using System.Buffers.Binary;
using System.Text;

namespace CompiledNet.Tests.Files;

/// <summary>Files for <see cref="FileNet"/>, put together by hand.</summary>
internal static class FileBytes
{
    public const int DataLength = 132;

    public const string Header =
        """
        {"Layer1.weight":{"dtype":"F32","shape":[4,3],"data_offsets":[0,48]},
        "Layer1.bias":{"dtype":"F32","shape":[4],"data_offsets":[48,64]},
        "Layer2.weight":{"dtype":"F32","shape":[2,4],"data_offsets":[64,96]},
        "Scores.weight":{"dtype":"F32","shape":[3,2],"data_offsets":[96,120]},
        "Scores.bias":{"dtype":"F32","shape":[3],"data_offsets":[120,132]}}
        """;

    /// <summary>A file of zeros behind a header.</summary>
    public static byte[] Of(string header, int dataLength = DataLength) => Of(Encoding.UTF8.GetBytes(header), dataLength);

    public static byte[] Of(byte[] header, int dataLength = DataLength)
    {
        var bytes = new byte[8 + header.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, header.Length);
        header.CopyTo(bytes, 8);
        return bytes;
    }

    /// <summary>The header with one part replaced, which must stand there once.</summary>
    public static string With(string part, string replacement)
    {
        Assert.Equal(2, Header.Split(part).Length);
        return Header.Replace(part, replacement, StringComparison.Ordinal);
    }

    public static byte[] Saved<T>(INetwork<T> network, TensorNames? names = null)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var stream = new MemoryStream();
        network.Save(stream, names);
        return stream.ToArray();
    }

    public static byte[] Resource(string name)
    {
        using Stream stream = typeof(FileBytes).Assembly.GetManifestResourceStream("Files/" + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Sets every number, as the script beside this file does it.</summary>
    public static void Fill<T>(INetwork<T> network)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        int tensor = 0;
        foreach (TensorLayout layout in LayoutsOf(network))
        {
            for (int row = 0; row < layout.Rows; row++)
            {
                for (int column = 0; column < layout.Columns; column++)
                {
                    network.Parameters[layout.IndexOf(row, column)] = T.CreateChecked(Number(tensor, row, column));
                }
            }

            tensor++;
        }
    }

    public static double Number(int tensor, int row, int column) =>
        (row % 2 == 1 ? -1 : 1) * (tensor + (row / 8.0) + (column / 64.0));

    public static IEnumerable<TensorLayout> LayoutsOf<T>(INetwork<T> network)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> =>
        network.Layers.SelectMany(layer => new[] { layer.Weights, layer.Biases }).Where(layout => layout.Rows > 0);
}
