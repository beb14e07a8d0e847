using System.Globalization;
using System.Text.Json;
using CompiledNet.Tool.Checking;
using CompiledNet.Tool.Checking.Plain;
using CompiledNet.Tool.Files;
using CompiledNet.Tool.Graph;

namespace CompiledNet.Tool.Readers.Nam;

/// <summary>Reads the files of Neural Amp Modeler: Linear, ConvNet, LSTM and WaveNet, a number at a time.</summary>
internal static class NamReader
{
    /// <summary>Whether a JSON file is of this format.</summary>
    public static bool Recognizes(JsonElement root) => Json.Optional(root, "architecture") is not null && Json.Optional(root, "config") is not null;

    /// <summary>Reads.</summary>
    public static ImportedModel Read(JsonElement root, string file)
    {
        string architecture = Json.Text(Json.Required(root, "architecture", $"'{file}'"), "architecture");
        JsonElement config = Json.Required(root, "config", $"'{file}'");
        if (architecture is not ("Linear" or "ConvNet" or "LSTM" or "WaveNet"))
        {
            string help = architecture == "SlimmableContainer"
                ? "take one of the models in its config.submodels as a file of its own"
                : "use Linear, ConvNet, LSTM or WaveNet";
            throw new RefusalException(file, [new Refusal("architecture", architecture, "no layers say it", help)]);
        }

        var weights = new NamWeights(Json.Vector(Json.Required(root, "weights", $"'{file}'"), "weights"));
        LayerNode input = GraphBuilder.Input(Shape.Sequence(0, Json.Integer(config, architecture == "LSTM" ? "input_size" : "in_channels", "config", usual: 1)));
        var refusals = new List<Refusal>();
        LayerNode? output = null;
        try
        {
            output = architecture switch
            {
                "Linear" => Linear(config, weights, input),
                "ConvNet" => ConvNet(config, weights, input),
                "LSTM" => Lstm(config, weights, input),
                _ => NamWaveNet.Read(config, weights, input, refusals),
            };
        }
        catch (LayerException exception)
        {
            refusals.Add(new Refusal("config", architecture, exception.Message, exception.Help));
        }

        if (refusals.Count > 0)
        {
            throw new RefusalException(file, refusals);
        }

        weights.Finish();
        double rate = Json.Number(root, "sample_rate", $"'{file}'", 48000);
        return new ImportedModel
        {
            Format = $"NAM {architecture}",
            Graph = new NetworkGraph(input, output!),
            Source = new NamRun(root),
            Notes = Notes(architecture, rate),
        };
    }

    /// <summary>An activation with its parameters.</summary>
    public static (Activation Activation, double? Slope) ActivationOf(JsonElement element, string where)
    {
        string name = Json.Text(element.ValueKind == JsonValueKind.Object ? Json.Required(element, "type", where) : element, where);
        return name switch
        {
            "Tanh" => (Activation.Tanh, null),
            "ReLU" => (Activation.ReLU, null),
            "Sigmoid" => (Activation.Sigmoid, null),
            "SiLU" => (Activation.SiLU, null),
            "Hardswish" => (Activation.HardSwish, null),
            "LeakyReLU" => (Activation.LeakyReLU, Slope(element, where)),
            "PReLU" when Json.Optional(element, "negative_slopes") is null => (Activation.LeakyReLU, Slope(element, where)),
            _ => throw new LayerException($"its activation is '{name}'", "train with Tanh, ReLU, LeakyReLU, Sigmoid, SiLU or Hardswish"),
        };
    }

    private static double? Slope(JsonElement element, string where)
    {
        double slope = Json.Number(element, "negative_slope", where, 0.01);
        return slope == 0.01 ? null : slope;
    }

    private static List<string> Notes(string architecture, double rate)
    {
        var notes = new List<string> { string.Create(CultureInfo.InvariantCulture, $"One number a step, at {rate} Hz.") };
        if (architecture == "LSTM")
        {
            notes.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The file begins at a state of its own and runs {NamRun.LstmWarmUp(rate)} zeros first: send a stream as many before the first sample."));
        }
        else if (architecture != "Linear")
        {
            notes.Add("The player runs zeros first, as many as the network sees: send a stream as many before the first sample.");
        }

        return notes;
    }

    // The first weight is that of the newest sample.
    private static LayerNode Linear(JsonElement config, NamWeights weights, LayerNode input)
    {
        int field = Json.Integer(config, "receptive_field", "config");
        double[] kernel = weights.Take(field, "the impulse response");
        Array.Reverse(kernel);
        double[]? bias = Json.Flag(config, "bias", "config") ? weights.Take(1, "the bias") : null;
        return GraphBuilder.Convolution(input, 1, [new Window(field).Causal()], 1, kernel, bias);
    }

    private static LayerNode ConvNet(JsonElement config, NamWeights weights, LayerNode input)
    {
        const int Kernel = 2;
        int channels = Json.Integer(config, "channels", "config");
        int groups = Json.Integer(config, "groups", "config", usual: 1);
        int outputs = Json.Integer(config, "out_channels", "config", usual: 1);
        bool hasNorm = Json.Flag(config, "batchnorm", "config");
        (Activation activation, double? slope) = ActivationOf(Json.Required(config, "activation", "config"), "config, activation");
        LayerNode node = input;
        int block = 0;
        foreach (JsonElement dilation in Json.List(Json.Required(config, "dilations", "config"), "config, dilations"))
        {
            block++;
            string what = string.Create(CultureInfo.InvariantCulture, $"block {block}");
            double[] kernel = weights.Take((long)channels * (node.Shape.Channels / groups) * Kernel, what);
            double[]? bias = hasNorm ? null : weights.Take(channels, what);
            node = GraphBuilder.Convolution(node, channels, [new Window(Kernel, Dilation: Json.Integer(dilation, "config, dilations")).Causal()], groups, kernel, bias);
            node.Source = what;
            if (hasNorm)
            {
                double[] mean = weights.Take(channels, what);
                double[] variance = weights.Take(channels, what);
                double[] scale = weights.Take(channels, what);
                node = GraphBuilder.BatchNorm(node, scale, weights.Take(channels, what), mean, variance, weights.TakeOne(what));
            }

            node = GraphBuilder.Activate(node, activation, slope);
        }

        double[] head = weights.Take((long)outputs * node.Shape.Channels, "the head");
        return GraphBuilder.Dense(node, outputs, head, weights.Take(outputs, "the head"));
    }

    private static LayerNode Lstm(JsonElement config, NamWeights weights, LayerNode input)
    {
        int units = Json.Integer(config, "hidden_size", "config");
        int outputs = Json.Integer(config, "out_channels", "config", usual: 1);
        LayerNode node = input;
        int layers = Json.Integer(config, "num_layers", "config");
        for (int layer = 1; layer <= layers; layer++)
        {
            string what = string.Create(CultureInfo.InvariantCulture, $"layer {layer}");
            int inputs = node.Shape.Channels;
            double[] both = weights.Take(4L * units * ((long)inputs + units), what);
            double[] bias = weights.Take(4L * units, what);
            weights.Take(2L * units, what); // The state that it begins at, which the zeros before the first sample leave behind.
            double[] ofInput = new double[4 * units * inputs];
            double[] ofState = new double[4 * units * units];
            for (int row = 0; row < 4 * units; row++)
            {
                Array.Copy(both, row * (inputs + units), ofInput, row * inputs, inputs);
                Array.Copy(both, (row * (inputs + units)) + inputs, ofState, row * units, units);
            }

            node = GraphBuilder.Recurrent("LSTM", node, units, (ofInput, ofState, bias, null));
        }

        double[] head = weights.Take((long)outputs * units, "the head");
        return GraphBuilder.Dense(node, outputs, head, weights.Take(outputs, "the head"));
    }
}
