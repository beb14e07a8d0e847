using CompiledNet.Generator.Plan;

namespace CompiledNet.Generator.Emit.Kernels;

/// <summary>
/// A matrix product of constant shape, C[m, n] = start + Σ_k A[m, k] · B[k, n], with the columns n in the lanes: what the library's
/// MatrixProduct and VectorProduct are compiled for.
/// </summary>
/// <param name="Name">What the emitted struct is called.</param>
/// <param name="Lanes">Columns, whole registers.</param>
/// <param name="Columns">Columns that count; the lanes after them are stored as 0.</param>
/// <param name="Depth">Number of k, or 0 where it is known at run time.</param>
/// <param name="RowStride">Distance in A from one m to the next.</param>
/// <param name="DepthStride">Distance in A from one k to the next.</param>
/// <param name="ResultStride">Distance in C from one m to the next.</param>
/// <param name="HasBiases">Whether they start at biases.</param>
/// <param name="Plan">The tiles.</param>
/// <param name="Finish">What is done to a register called sums before it is stored.</param>
internal sealed record ProductShape(
    string Name,
    int Lanes,
    int Columns,
    int Depth,
    int RowStride,
    int DepthStride,
    int ResultStride,
    bool HasBiases,
    ProductPlan Plan,
    string Finish)
{
    /// <summary>How many runs of k there are, in A apart, in B one after the other.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>Distance in A from the beginning of one run to that of the next.</summary>
    public int RunStride { get; init; }

    /// <summary>How many runs follow each other at that distance, before a step of <see cref="BlockStep"/>; 0 where all of them do.</summary>
    public int RunsOfBlock { get; init; }

    /// <summary>Distance in A from the beginning of a block's last run to that of the next block's first.</summary>
    public int BlockStep { get; init; }

    /// <summary>Whether nothing may be stored behind the columns of a row of C.</summary>
    public bool StoresColumnsAlone { get; init; }

    public void Emit(CodeWriter w, Vocabulary v)
    {
        string rows = Depth == 0 ? "samples" : LayerNames.Text(Depth) + (Runs == 1 ? "" : $", {LayerNames.Text(Runs)} times");
        w.Line($"// C[m, n] = Σ A[m, k] · B[k, n] over k < {rows}, for n < {Columns}");
        using (w.Block($"private readonly struct {Name} : {v.Type("IProductShape")}<{v.T}>"))
        {
            EmitConstant(w, v, "int Lanes", $"{Lanes}");
            EmitConstant(w, v, "int Columns", $"{Columns}");
            EmitConstant(w, v, "int Depth", $"{Depth}");
            EmitConstant(w, v, "int RowStride", $"{RowStride}");
            if (DepthStride != 1)
            {
                EmitConstant(w, v, "int DepthStride", $"{DepthStride}");
            }

            if (Runs != 1)
            {
                EmitConstant(w, v, "int Runs", $"{Runs}");
                EmitConstant(w, v, "int RunStride", $"{RunStride}");
                if (RunsOfBlock != 0)
                {
                    EmitConstant(w, v, "int RunsOfBlock", $"{RunsOfBlock}");
                    EmitConstant(w, v, "int BlockStep", $"{BlockStep}");
                }
            }

            EmitConstant(w, v, "int ResultStride", $"{ResultStride}");
            if (Plan.TileRows != Tuning.TileRows)
            {
                EmitConstant(w, v, "int TileRows", $"{Plan.TileRows}");
            }

            if (Plan.TileRowsOf16 != Tuning.TileRowsOf16)
            {
                EmitConstant(w, v, "int TileRowsOf16", $"{Plan.TileRowsOf16}");
            }

            if (StoresColumnsAlone)
            {
                EmitConstant(w, v, "bool StoresColumnsAlone", "true");
            }

            if (HasBiases)
            {
                EmitConstant(w, v, "bool HasBiases", "true");
            }

            if (Finish != "sums")
            {
                EmitFinish(w, v, Finish);
            }
        }
    }

    /// <summary>Writes what is done to sums before they are stored.</summary>
    public static void EmitFinish(CodeWriter w, Vocabulary v, string finish)
    {
        w.Line();
        w.Line(v.Inlined);
        w.Line($"public static {KernelWriter.V} Finish<{KernelWriter.V}>({KernelWriter.V} sums)");
        using (w.Indent())
        {
            w.Line($"where {KernelWriter.V} : struct, {v.Type("ISimd")}<{KernelWriter.V}, {v.T}> => {finish};");
        }
    }

    /// <summary>Writes a property that kernels read as a constant.</summary>
    public static void EmitConstant(CodeWriter w, Vocabulary v, string declaration, string value) =>
        w.Line($"public static {declaration} {{ {v.Inlined} get => {value}; }}");
}
