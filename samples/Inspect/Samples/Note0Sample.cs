using System.Text.Json;
using CompiledNet;

namespace Inspect;

/// <summary>Note 0 with the parameters and the sample that samples/Notes has, too.</summary>
internal static class Note0Sample
{
    /// <summary>η, as in samples/Notes.</summary>
    public const double LearningRate = 0.1;

    /// <summary>The network with its parameters.</summary>
    public static Note0 CreateNetwork()
    {
        using JsonDocument file = Open();
        var network = new Note0();
        JsonElement layers = file.RootElement.GetProperty("parameters");
        Copy(layers[0], network.Layer1);
        Copy(layers[1], network.Layer2);
        return network;
    }

    /// <summary>x.</summary>
    public static double[] Input() => Vector("input");

    /// <summary>y.</summary>
    public static double[] Target() => Vector("target");

    /// <summary>Lets the network work.</summary>
    public static InspectedSample Run() => new(
        "Note 0, forward and back",
        "2-3-2, sigmoid throughout, half squared error",
        "Two numbers go in, two come out, and y is what should have come out. Weights are drawn as lines, wider where they are larger. "
            + "Step with → and ←: first forward, then the loss back.",
        Inspection.Of<Note0, double>(CreateNetwork(), Input(), Target(), LearningRate),
        GraphKind.Units);

    private static void Copy(JsonElement from, LayerView<double> layer)
    {
        layer.Weights.CopyFrom([.. from.GetProperty("weights").EnumerateArray().SelectMany(Numbers)]);
        layer.Biases.CopyFrom([.. Numbers(from.GetProperty("bias"))]);
    }

    private static double[] Vector(string name)
    {
        using JsonDocument file = Open();
        return [.. Numbers(file.RootElement.GetProperty(name)[0])];
    }

    private static IEnumerable<double> Numbers(JsonElement array) => array.EnumerateArray().Select(number => number.GetDouble());

    private static JsonDocument Open()
    {
        using Stream file = typeof(Note0Sample).Assembly.GetManifestResourceStream("note0-2-3-2.json")!;
        return JsonDocument.Parse(file);
    }
}
