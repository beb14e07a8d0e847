using CompiledNet.Generator.Emit;

namespace CompiledNet.Generator.Layers.Windows;

/// <summary>The loops of the main file over windows and their positions: one axis of a sequence, two of an image.</summary>
/// <param name="w">The text.</param>
/// <param name="axes">The axes.</param>
internal sealed class WindowText(CodeWriter w, IReadOnlyList<WindowAxis> axes)
{
    private bool IsImage => axes.Count == 2;

    /// <summary>A window's row in the output, an expression of the locals of <see cref="EmitWindows"/>.</summary>
    public string Window => IsImage ? $"r * {axes[1].Outputs} + c" : "t";

    /// <summary>A position's row in the input, an expression of the locals of <see cref="EmitPositions"/> that may stand alone.</summary>
    public string PlainPosition => IsImage ? $"row * {axes[1].Inputs} + column" : "step";

    /// <summary>The same as a factor.</summary>
    public string Position => IsImage ? $"({PlainPosition})" : PlainPosition;

    /// <summary>A position's number in the window.</summary>
    public string Tap => IsImage ? axes[1].Size == 1 && axes[0].Size == 1 ? "0" : $"(u * {axes[1].Size} + v)" : "u";

    /// <summary>Indices of an element of x in a formula: <c>2 t + u − 1</c>.</summary>
    public string PositionFormula => IsImage
        ? $"{Formula(axes[0], "r", "u")}, {Formula(axes[1], "c", "v")}"
        : Formula(axes[0], "t", "u");

    /// <summary>Indices of a window in a formula.</summary>
    public string WindowFormula => IsImage ? "r, c" : "t";

    /// <summary>Indices of a position of a window in a formula.</summary>
    public string TapFormula => IsImage ? "u, v" : "u";

    /// <summary>Signs of a sum over the positions of a window in a formula.</summary>
    public string SumFormula => IsImage ? "Σ_u Σ_v" : "Σ_u";

    /// <summary>A remark on positions outside; empty where there are none.</summary>
    /// <param name="value">What they are taken for.</param>
    public string Outside(string value) => axes.Any(axis => axis.IsPadded) ? $"; outside of x {value}" : "";

    /// <summary>Writes the loops over the windows.</summary>
    public void EmitWindows(Action body)
    {
        if (!IsImage)
        {
            using (w.Block($"for (int t = 0; t < {axes[0].Outputs}; t++)"))
            {
                body();
            }

            return;
        }

        using (w.Block($"for (int r = 0; r < {axes[0].Outputs}; r++)"))
        {
            using (w.Block($"for (int c = 0; c < {axes[1].Outputs}; c++)"))
            {
                body();
            }
        }
    }

    /// <summary>Writes the loops over the positions of a window that lie inside of the input.</summary>
    public void EmitPositions(Action body)
    {
        if (!IsImage)
        {
            EmitPosition(axes[0], "u", "step", "t", body);
            return;
        }

        EmitPosition(axes[0], "u", "row", "r", () => EmitPosition(axes[1], "v", "column", "c", body));
    }

    private void EmitPosition(WindowAxis axis, string tap, string position, string window, Action body)
    {
        using (w.Block($"for (int {tap} = 0; {tap} < {axis.Size}; {tap}++)"))
        {
            string start = axis.Stride == 1 ? window : $"{window} * {axis.Stride}";
            string offset = axis.Dilation == 1 ? tap : $"{tap} * {axis.Dilation}";
            w.Line($"int {position} = {start} + {offset}{(axis.Before == 0 ? "" : $" - {axis.Before}")};");
            if (axis.IsPadded)
            {
                using (w.Block($"if ({position} < 0 || {position} >= {axis.Inputs})"))
                {
                    w.Line("continue;");
                }

                w.Line();
            }

            body();
        }
    }

    private static string Formula(WindowAxis axis, string window, string tap) =>
        $"{(axis.Stride == 1 ? "" : axis.Stride + " ")}{window} + {(axis.Dilation == 1 ? "" : axis.Dilation + " ")}{tap}{(axis.Before == 0 ? "" : $" − {axis.Before}")}";
}
