using System.Globalization;
using PureHDF;

namespace CompiledNet.Tool.Files;

/// <summary>Reads an HDF5 file in memory; whatever is damaged becomes an <see cref="ImportException"/>.</summary>
internal sealed class Hdf5 : IDisposable
{
    private readonly string _file;
    private readonly long _length;
    private readonly PureHDF.VOL.Native.NativeFile _root;

    /// <summary>Opens a file.</summary>
    /// <exception cref="ImportException">It is no HDF5 file.</exception>
    public Hdf5(byte[] bytes, string file)
    {
        _file = file;
        _length = bytes.LongLength;
        _root = Guard(() => H5File.Open(new MemoryStream(bytes, writable: false)));
    }

    /// <summary>Whether there is something at a path.</summary>
    public bool Exists(string path) => Guard(() => Find(path) is not null);

    /// <summary>A text attribute; null where it is missing.</summary>
    public string? Text(string path, string attribute) => Guard(() =>
        Find(path) is { } item && item.AttributeExists(attribute) ? item.Attribute(attribute).Read<string>() : null);

    /// <summary>A list of texts; empty where it is missing.</summary>
    public string[] Texts(string path, string attribute) => Guard<string[]>(() =>
    {
        if (Find(path) is not { } item || !item.AttributeExists(attribute))
        {
            return [];
        }

        IH5Attribute found = item.Attribute(attribute);
        return found.Space.Dimensions.Any(size => size == 0) || found.Type.Class == H5DataTypeClass.FloatingPoint ? [] : found.Read<string[]>();
    });

    /// <summary>Numbers; null where there are none at the path.</summary>
    public (int[] Shape, double[] Values)? Numbers(string path) => Guard<(int[], double[])?>(() =>
    {
        if (Find(path) is not IH5Dataset data)
        {
            return null;
        }

        ulong count = 1;
        foreach (ulong size in data.Space.Dimensions)
        {
            count = size > int.MaxValue || count > int.MaxValue ? ulong.MaxValue : count * size;
        }

        if (data.Type.Class != H5DataTypeClass.FloatingPoint || data.Type.Size is not (4 or 8))
        {
            throw new ImportException($"'{_file}': '{path}' holds no 32-bit or 64-bit floats.");
        }

        // Keras writes them as they are, so they cannot be more than the file.
        if (count > (ulong)_length / (ulong)data.Type.Size)
        {
            throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"'{_file}': '{path}' claims {count} numbers, more than the file has bytes for."));
        }

        int[] shape = [.. data.Space.Dimensions.Select(size => (int)size)];
        double[] values = count == 0 ? [] : data.Type.Size == 8 ? data.Read<double[]>() : [.. data.Read<float[]>().Select(value => (double)value)];
        return (shape, values);
    });

    public void Dispose() => _root.Dispose();

    private IH5Object? Find(string path)
    {
        IH5Object item = _root;
        foreach (string name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (item is not IH5Group group || !group.LinkExists(name))
            {
                return null;
            }

            item = group.Get(name);
        }

        return item;
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is not (ImportException or InsufficientExecutionStackException))
        {
            throw new ImportException($"'{_file}' is no HDF5 file, or damaged: {exception.Message}", exception);
        }
    }
}
