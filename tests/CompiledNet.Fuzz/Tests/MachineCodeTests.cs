using System.Globalization;
using System.Text.RegularExpressions;
using CompiledNet.Fuzz.Code;
using CompiledNet.Tests.Common;
using Xunit;

namespace CompiledNet.Fuzz.Tests;

/// <summary>
/// The machine code of generated inference and of the kernels has its operations on registers in place: the JIT inlines only so much into one
/// method, and what comes after that stays a call, ten times as slow and with the same result. The instruction set and the width are a process's, so each has one of its own.
/// Without FMA a polynomial is twice as many operations, and of the longest, GELU in double precision, some stay calls.
/// </summary>
public sealed partial class MachineCodeTests(ChildProcess processes) : IClassFixture<ChildProcess>
{
    // Classes and methods whose code is looked at.
    private const string Methods =
        "*Kernels:InferSample* *Kernels:Apply* *Elements:* *SoftmaxRows:* *SoftmaxLoss:* *SoftmaxDelta:* *MatrixProduct:* *VectorProduct:* *ColumnSums:* *DenseSteps:* *TransposedProduct:*";

    // Every fifth network: each activation in one precision or the other.
    private static readonly int s_step = LongTests.Run ? 1 : 5;

    [Theory]
    [OnInstructionSet(InstructionSet.Avx512, 512)]
    [OnInstructionSet(InstructionSet.Avx512, 256, IsLong = true)]
    [OnInstructionSet(InstructionSet.Avx512, 128, IsLong = true)]
    [OnInstructionSet(InstructionSet.Avx2, 256)]
    [OnInstructionSet(InstructionSet.Avx2, 128, IsLong = true)]
    [OnInstructionSet(InstructionSet.WithoutFma, 128, IsLong = true)]
    [OnInstructionSet(InstructionSet.AdvancedSimd, 128)]
    public void No_operation_on_a_register_is_a_call(string name, int bits)
    {
        InstructionSet set = ProcessorSets.All.Single(set => set.Name == name);
        string[] lines = Compile(set, bits);

        // At least the method that infers a sample for every network, where multiply and add are one operation, and a product for each layer.
        int inferences = lines.Count(line => Listing().IsMatch(line) && line.Contains($"Kernels:InferSample{bits}", StringComparison.Ordinal));
        Assert.InRange(inferences, set.HasFma ? SmallNetworks.All.Count / s_step / 3 : 0, SmallNetworks.All.Count);
        Assert.InRange(lines.Count(line => Listing().IsMatch(line) && line.Contains("MatrixProduct:Tile", StringComparison.Ordinal)), 100 / s_step, int.MaxValue);

        string[] calls = [.. Calls(lines).Where(call => set.HasFma || !IsLongest(call)).Distinct()];
        Assert.True(calls.Length == 0, $"{calls.Length} calls at {bits} bits, {name}:\n{string.Join('\n', calls.Take(20))}");
    }

    [Theory]
    [InlineData("       call     [CompiledNet.Generated.Simd128`1[double]:op_Addition(CompiledNet.Generated.Simd128`1[double],CompiledNet.Generated.Simd128`1[double])]", true)]
    [InlineData("       call     [CompiledNet.Generated.VectorMath:ExpNotPositive[CompiledNet.Generated.Simd256`1[double],double](CompiledNet.Generated.Simd256`1[double])]", true)]
    [InlineData("       call     Fuzz.N58+Kernels+ShapeOfLayer1:get_Columns():int", true)]
    [InlineData("       tail.jmp [CompiledNet.Generated.VectorActivations:Gelu[CompiledNet.Generated.Simd256`1[double],double](CompiledNet.Generated.Simd256`1[double])]", true)]
    [InlineData("       call     Fuzz.N47+Kernels:ApplyLayer3[CompiledNet.Generated.Simd128`1[double]](CompiledNet.Generated.Simd128`1[double])", false)]
    [InlineData("       call     CompiledNet.Generated.MatrixProduct:Tile4x1[Fuzz.N1+Kernels+ShapeOfLayer1,CompiledNet.Generated.Simd128`1[float],float](byref,byref)", false)]
    [InlineData("            bl      CompiledNet.Generated.Simd128`1[double]:op_Addition(CompiledNet.Generated.Simd128`1[double],CompiledNet.Generated.Simd128`1[double])", true)]
    [InlineData("            movz    x9, #0xD1FFAB1E      // code for CompiledNet.Generated.VectorMath:ExpNotPositive[CompiledNet.Generated.Simd128`1[double],double](CompiledNet.Generated.Simd128`1[double])", true)]
    [InlineData("            movz    x9, #0xD1FFAB1E      // code for CompiledNet.Generated.MatrixProduct:Tile4x1[Fuzz.N1+Kernels+ShapeOfLayer1,CompiledNet.Generated.Simd128`1[float],float](byref,byref)", false)]
    [InlineData("       call     [System.Math:Log(double):double]", false)]
    public void A_call_of_an_operation_is_told_from_one_that_is_meant(string line, bool isOperation)
    {
        const string Optimized = "; Assembly listing for method Fuzz.N0+Kernels:InferSample512(byref,byref,byref,byref) (FullOpts)";
        Assert.Equal(isOperation ? 1 : 0, Calls([Optimized, line]).Count());
        Assert.Empty(Calls([Optimized.Replace("FullOpts", "Tier0", StringComparison.Ordinal), line]));
    }

    // Calls of operations in optimised code, with the method that makes them. The first tier inlines nothing, and runs only once or twice.
    private static IEnumerable<string> Calls(IEnumerable<string> lines)
    {
        string? method = null;
        foreach (string line in lines)
        {
            if (Listing().Match(line) is { Success: true } listing)
            {
                method = listing.Groups["tier"].Value == "FullOpts" ? listing.Groups["method"].Value : null;
            }
            else if (method is not null && OperationCall().IsMatch(line))
            {
                yield return $"{line.Trim()} in {method}";
            }
        }
    }

    // Whether a method of GELU in double precision, or of a network with it, makes the call.
    private static bool IsLongest(string call) => call.Contains("ElementGELU`1[double]", StringComparison.Ordinal) || NetworkNumber().Match(call) is { Success: true } network
        && SmallNetworks.Every(s_step)[int.Parse(network.Groups[1].Value, CultureInfo.InvariantCulture)]
            is { Precision: Precision.Double, Layers: [{ Activation: Activation.GELU }, ..] };

    private string[] Compile(InstructionSet set, int bits)
    {
        string path = Path.Combine(Path.GetTempPath(), $"compilednet-code-{Environment.ProcessId}-{set.Name}-{bits}.txt");
        try
        {
            // The JIT appends.
            File.Delete(path);

            // What is looked at is compiled once for all; counting the rest only takes time.
            (string, string)[] settings = [.. set.Settings, ("DOTNET_JitStdOutFile", path), ("DOTNET_JitDisasm", Methods), ("DOTNET_TieredPGO", "0")];
            processes.Run(bits, settings, "call", s_step.ToString(CultureInfo.InvariantCulture));
            return File.ReadAllLines(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [GeneratedRegex(@"^; Assembly listing for method (?<method>.*) \((?<tier>\w+)\)$")]
    private static partial Regex Listing();

    [GeneratedRegex(@"\bFuzz\.N(\d+)\b")]
    private static partial Regex NetworkNumber();

    // Of x64, or of arm64, where the address of what is called comes in parts, and the first says whose it is. The class before the colon: registers, functions on them, what is inlined for rows, and shapes and activations of generated code.
    [GeneratedRegex(
        @"^\s+(?:(?:call|tail\.jmp|bl?)\s+\[?|movz\s.*// code for )(?:CompiledNet\.Generated\.(?:Simd(?:128|256|512)`1\[\w+\]|Line`2\[[^:]*\]|VectorMath|VectorActivations|RowLoad|PartialLoad|Widening|Element[A-Z]\w+`1\[\w+\]|Adding`2\[[^:]*\]|Dense(?:Weight|Input)Gradient`2\[[^:]*\]):|CompiledNet\.Generated\.MatrixProduct:Store(?:Row)?\[|CompiledNet\.Generated\.SoftmaxLoss:(?:Terms|Distance|Losses|Fill|Logarithm|Add|Others)\[|[\w.]+\+Kernels\+(?:ShapeOf|ActivationOf)\w+:)")]
    private static partial Regex OperationCall();
}
