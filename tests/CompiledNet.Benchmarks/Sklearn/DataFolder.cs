using System.Runtime.InteropServices;

namespace CompiledNet.Benchmarks.Sklearn;

/// <summary>A data set as files of plain numbers, for a program in another language; deleted when disposed of.</summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>Writes the files.</summary>
    public DataFolder(DataSet<float> training, DataSet<float> test)
    {
        Write("training", training);
        Write("test", test);
    }

    /// <summary>Where they are.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("compilednet-").FullName;

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);

    private void Write(string name, DataSet<float> data)
    {
        using FileStream inputs = File.Create(System.IO.Path.Combine(Path, $"{name}-inputs.f32"));
        using FileStream classes = File.Create(System.IO.Path.Combine(Path, $"{name}-classes.i32"));
        for (int sample = 0; sample < data.Count; sample++)
        {
            inputs.Write(MemoryMarshal.AsBytes(data.InputOf(sample)));
            int index = data.ClassOf(sample);
            classes.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<int>(ref index)));
        }
    }
}
