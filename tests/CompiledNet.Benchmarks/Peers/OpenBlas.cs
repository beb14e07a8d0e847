using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompiledNet.Benchmarks.Peers;

/// <summary>The functions of OpenBLAS that are called.</summary>
internal static partial class OpenBlas
{
    private const string Library = "openblas";

    // The values of cblas.h.
    private const int RowMajor = 101;
    private const int AsItIs = 111;
    private const int Transposed = 112;
    private static readonly string[] s_files = ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll"];

    // Variables of the environment that make the library choose other kernels than the processor's own; they are unset.
    private static readonly string[] s_settings = ["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"];

    static OpenBlas()
    {
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), Resolve);
        foreach (string setting in s_settings)
        {
            Unset(setting);
        }

        foreach (string file in s_files)
        {
            if (NativeLibrary.TryLoad(file, out s_handle))
            {
                SetThreads(1);
                break;
            }
        }
    }

    private static readonly nint s_handle;

    /// <summary>What is unset for another program that uses the library.</summary>
    public static IEnumerable<(string Name, string? Value)> WithoutAdvice => s_settings.Select(setting => (setting, (string?)null));

    /// <summary>Whether the library was found.</summary>
    public static bool IsInstalled => s_handle != 0;

    /// <summary>The processor whose kernels it runs.</summary>
    public static string Core => Marshal.PtrToStringUTF8(CoreName()) ?? "?";

    /// <summary>c (rows × columns) ← a (rows × depth) · b (depth × columns) + beta · c, all row after row as they lie in memory.</summary>
    /// <param name="rows">Rows of c.</param>
    /// <param name="columns">Columns of c.</param>
    /// <param name="depth">What is summed over.</param>
    /// <param name="a">rows × depth, or depth × rows where it is transposed.</param>
    /// <param name="transposeA">Whether a is.</param>
    /// <param name="b">depth × columns, or columns × depth where it is transposed.</param>
    /// <param name="transposeB">Whether b is.</param>
    /// <param name="beta">0 or 1.</param>
    /// <param name="c">The result.</param>
    public static unsafe void Multiply(
        int rows, int columns, int depth, ReadOnlySpan<float> a, bool transposeA, ReadOnlySpan<float> b, bool transposeB, float beta, Span<float> c)
    {
        fixed (float* pa = a, pb = b, pc = c)
        {
            Sgemm(
                RowMajor,
                transposeA ? Transposed : AsItIs,
                transposeB ? Transposed : AsItIs,
                rows,
                columns,
                depth,
                1,
                pa,
                transposeA ? rows : depth,
                pb,
                transposeB ? depth : columns,
                beta,
                pc,
                columns);
        }
    }

    /// <summary>y ← a · x + beta · y, or aᵀ · x; a (rows × columns) row after row.</summary>
    public static unsafe void MultiplyVector(
        int rows, int columns, ReadOnlySpan<float> a, bool transposeA, ReadOnlySpan<float> x, float beta, Span<float> y)
    {
        fixed (float* pa = a, px = x, py = y)
        {
            Sgemv(RowMajor, transposeA ? Transposed : AsItIs, rows, columns, 1, pa, columns, px, 1, beta, py, 1);
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == Library ? s_handle : 0;

    // The library reads the environment of the process, of which .NET keeps a copy on Unix.
    private static void Unset(string variable)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
        else
        {
            _ = UnsetEnvironmentVariable(variable);
        }
    }

    [LibraryImport("libc", EntryPoint = "unsetenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int UnsetEnvironmentVariable(string name);

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void SetThreads(int threads);

    [LibraryImport(Library, EntryPoint = "openblas_get_corename")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint CoreName();

    [LibraryImport(Library, EntryPoint = "cblas_sgemm")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial void Sgemm(
        int order, int transposeA, int transposeB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);

    [LibraryImport(Library, EntryPoint = "cblas_sgemv")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial void Sgemv(
        int order, int transpose, int m, int n, float alpha, float* a, int lda, float* x, int stepX, float beta, float* y, int stepY);
}
