using System.Globalization;
using System.Text;

namespace CompiledNet.Fuzz.BuildTime;

/// <summary>The networks of a project whose build is timed: one to four layers, up to 128 units, every activation, losses that fit.</summary>
internal static class NetworksOfProject
{
    private static readonly string[] s_hidden = ["ReLU", "Tanh", "Sigmoid", "LeakyReLU", "GELU", "SiLU", "ELU", "Softplus"];
    private static readonly int[] s_units = [3, 8, 16, 24, 32, 64, 100, 128];
    private static readonly (string Loss, string Activation, int Units)[] s_outputs =
    [
        ("CategoricalCrossEntropy", "Softmax", 10), ("BinaryCrossEntropy", "Sigmoid", 1), ("MeanSquaredError", "Identity", 4),
    ];

    /// <summary>Network number <paramref name="index"/> in a file of its own, with a method of the user's beside it.</summary>
    public static string Source(int index)
    {
        var text = new StringBuilder("using CompiledNet;\n\nnamespace Timed;\n\n");
        (string loss, string activation, int units) = s_outputs[index % s_outputs.Length];
        string precision = index % 5 == 4 ? ", Precision = Precision.Double" : "";
        text.Append(CultureInfo.InvariantCulture, $"[Network({s_units[(index + 3) % s_units.Length]}, Loss = Loss.{loss}{precision})]\n");
        for (int layer = 0; layer < index % 4; layer++)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"[Dense({s_units[((index * 3) + layer) % s_units.Length]}, Activation.{s_hidden[(index + layer) % s_hidden.Length]})]\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"[Dense({units}, Activation.{activation})]\n");
        text.Append(CultureInfo.InvariantCulture, $"public partial class Net{index}\n{{\n    public static int Answer() => {index};\n}}\n");
        return text.ToString();
    }
}
