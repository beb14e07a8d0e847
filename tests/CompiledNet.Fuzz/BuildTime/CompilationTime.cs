using System.Diagnostics;
using System.Globalization;
using CompiledNet.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CompiledNet.Fuzz.BuildTime;

/// <summary>What one network costs its project's build, by layers and units: where the advice CN0028 draws its line.</summary>
internal static class CompilationTime
{
    private static readonly CSharpCompilationOptions s_options = new(
        OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, concurrentBuild: false);

    private static readonly string[] s_activations = ["ReLU", "GELU"];

    /// <summary>Prints a table: seconds of the generator, and of the compiler over what it emitted; the least of some rounds.</summary>
    public static void Run(int rounds, TextWriter output)
    {
        output.WriteLine("layers  units   parameters  emitted KB  generator s  compiler s");
        for (int round = 0; round < 20; round++)
        {
            Measure(5, round % 2 == 0 ? 8 : 64, round); // The compiler itself is compiled first.
        }

        foreach (int units in new[] { 8, 64, 1024 })
        {
            foreach (int layers in new[] { 1, 10, 30, 64, 100 })
            {
                (double generator, double compiler, int length) = Enumerable.Range(0, rounds)
                    .Select(round => Measure(layers, units, round))
                    .Aggregate((a, b) => (Math.Min(a.Generator, b.Generator), Math.Min(a.Compiler, b.Compiler), a.Length));
                long parameters = (long)layers * units * (units + 1);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{layers,6}  {units,5}  {parameters,11:N0}  {length / 1024,10:N0}  {generator,11:F2}  {compiler,10:F2}"));
            }
        }
    }

    private static (double Generator, double Compiler, int Length) Measure(int layers, int units, int round)
    {
        string source = string.Create(CultureInfo.InvariantCulture, $"using CompiledNet; [Network({units}, Loss = Loss.HalfSquaredError)]\n")
            + string.Concat(Enumerable.Range(0, layers).Select(layer =>
                string.Create(CultureInfo.InvariantCulture, $"[Dense({units}, Activation.{s_activations[layer % 2]})]\n")))
            + $"public partial class Net{round};";
        CSharpCompilation input = CSharpCompilation.Create(
            "Timed", [CSharpSyntaxTree.ParseText(source, Compiler.ParseOptions)], Compiler.References, s_options);
        long begin = Stopwatch.GetTimestamp();
        GeneratorDriver driver = CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: Compiler.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        double generator = Stopwatch.GetElapsedTime(begin).TotalSeconds;

        begin = Stopwatch.GetTimestamp();
        using var stream = new MemoryStream();
        bool success = output.Emit(stream).Success;
        double compiler = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        return success
            ? (generator, compiler, driver.GetRunResult().Results[0].GeneratedSources.Sum(file => file.SourceText.Length))
            : throw new InvalidOperationException("What was emitted does not compile.");
    }
}
