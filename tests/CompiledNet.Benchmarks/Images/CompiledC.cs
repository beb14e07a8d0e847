using System.Runtime.InteropServices;
using CompiledNet.Benchmarks.Measuring;

namespace CompiledNet.Benchmarks.Images;

/// <summary>A network as the C that onnx2c makes of an ONNX file, compiled with all optimizations for this processor.</summary>
internal sealed unsafe class CompiledC : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("onnx2c").FullName;
    private readonly nint _library;
    private readonly delegate* unmanaged<float*, float*, void> _entry;

    /// <summary>Translates, compiles and loads a model.</summary>
    /// <param name="onnx2c">The translator's path.</param>
    /// <param name="model">The ONNX file.</param>
    /// <exception cref="InvalidOperationException">A program does not start, or fails.</exception>
    public CompiledC(string onnx2c, byte[] model)
    {
        string file = Path.Combine(_folder, "network.onnx");
        string text = Path.Combine(_folder, "network.c");
        string library = Path.Combine(_folder, "network.so");
        File.WriteAllBytes(file, model);
        File.WriteAllText(text, ChildProcess.Run([onnx2c, file]));
        ChildProcess.Run([
            Environment.GetEnvironmentVariable("CC") ?? "cc", "-O3", "-march=native", "-ffast-math", "-w", "-shared", "-fPIC", "-o", library, text, "-lm"]);
        _library = NativeLibrary.Load(library);
        _entry = (delegate* unmanaged<float*, float*, void>)NativeLibrary.GetExport(_library, "entry");
    }

    /// <summary>Inference of one sample.</summary>
    public void Infer(float[] input, float[] output)
    {
        fixed (float* x = input, y = output)
        {
            _entry(x, y);
        }
    }

    public void Dispose()
    {
        NativeLibrary.Free(_library);
        Directory.Delete(_folder, recursive: true);
    }
}
