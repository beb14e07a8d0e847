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
        Hdf5Checks.Check(bytes, file);
        Hdf5Headers.Check(bytes, file);
        _root = Guard(() => H5File.Open(new WholeReads(bytes)));
    }

    /// <summary>Whether there is something at a path.</summary>
    public bool Exists(string path) => Guard(() => Find(path) is not null);

    /// <summary>A text attribute; null where it is missing.</summary>
    public string? Text(string path, string attribute) => Guard(() => Attribute(path, attribute)?.Read<string>());

    /// <summary>A list of texts; empty where it is missing.</summary>
    public string[] Texts(string path, string attribute) => Guard<string[]>(() =>
    {
        IH5Attribute? found = Attribute(path, attribute);
        return found is null || found.Space.Dimensions.Any(size => size == 0) || found.Type.Class == H5DataTypeClass.FloatingPoint ? [] : found.Read<string[]>();
    });

    /// <summary>Numbers; null where there are none at the path.</summary>
    public (int[] Shape, double[] Values)? Numbers(string path) => Guard<(int[], double[])?>(() =>
    {
        if (Find(path) is not IH5Dataset data)
        {
            return null;
        }

        if (data.Type.Class != H5DataTypeClass.FloatingPoint || data.Type.Size is not (4 or 8))
        {
            throw new ImportException($"'{_file}': '{path}' holds no 32-bit or 64-bit floats.");
        }

        ulong count = Count(data.Space, data.Type, path);
        int[] shape = [.. data.Space.Dimensions.Select(size => (int)size)];
        double[] values = count == 0 ? [] : data.Type.Size == 8 ? data.Read<double[]>() : [.. data.Read<float[]>().Select(value => (double)value)];
        return (shape, values);
    });

    public void Dispose() => _root.Dispose();

    private IH5Attribute? Attribute(string path, string attribute)
    {
        if (Find(path) is not { } item || !item.AttributeExists(attribute))
        {
            return null;
        }

        IH5Attribute found = item.Attribute(attribute);
        _ = Count(found.Space, found.Type, attribute);
        return found;
    }

    // Keras writes numbers and texts as they are, so they cannot be more than the file.
    private ulong Count(IH5Dataspace space, IH5DataType type, string name)
    {
        ulong count = 1;
        foreach (ulong size in space.Dimensions)
        {
            count = size > int.MaxValue || count > int.MaxValue ? ulong.MaxValue : count * size;
        }

        return type.Size >= 0 && count <= (ulong)_length / (ulong)Math.Max(1, type.Size)
            ? count
            : throw new ImportException(string.Create(CultureInfo.InvariantCulture, $"'{_file}': '{name}' claims {count} elements, more than the file has bytes for."));
    }

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
