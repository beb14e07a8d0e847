using System.Text;
using System.Text.Json;
using Digits;

namespace Inspect;

/// <summary>The numbers of the network as the page's script reads them, which only draws and formats them.</summary>
internal static class PageData
{
    private static readonly string[] s_directions = ["forward", "backward", "gradient"];

    /// <summary>JSON, in which everything that means something in HTML is escaped.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="steps">The steps.</param>
    /// <param name="graph">How the network is drawn.</param>
    public static string Of(Inspection numbers, IReadOnlyList<Step> steps, GraphKind graph)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("graph", graph switch { GraphKind.Units => "units", GraphKind.Picture => "picture", _ => "maps" });
            json.WriteNumber("pictureSide", graph == GraphKind.Units ? 0 : DigitImages.Side);
            WriteNumber(json, "loss", numbers.LossValue, numbers.IsSingle);
            WriteNumber(json, "lossAfter", numbers.LossAfter, numbers.IsSingle);
            json.WriteNumber("learningRate", numbers.LearningRate);
            // What is chosen at first: where δ, or ∂L/∂x, is largest.
            json.WriteNumber("inputUnit", IndexOfLargest(numbers["dx"].Values));
            WriteLayers(json, numbers, graph);
            WriteSteps(json, steps);
            WriteTensors(json, numbers);
            if (graph != GraphKind.Maps)
            {
                WriteEdges(json, numbers);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteLayers(Utf8JsonWriter json, Inspection numbers, GraphKind graph)
    {
        json.WriteStartArray("layers");
        for (int l = 1; l <= numbers.Last; l++)
        {
            json.WriteStartObject();
            json.WriteNumber("inputs", numbers.Layers[l - 1].InputSize);
            json.WriteNumber("units", numbers[$"a{l}"].Values.Length);
            json.WriteString("activation", ActivationFormula.NameOf(numbers.Layers[l - 1].Activation));
            bool isMap = graph == GraphKind.Maps && l == StepList.Convolution;
            json.WriteNumber("unit", isMap ? new MapSums(numbers).PlaceToBeginWith : IndexOfLargest(numbers[$"δ{l}"].Values));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSteps(Utf8JsonWriter json, IReadOnlyList<Step> steps)
    {
        json.WriteStartArray("steps");
        foreach (Step step in steps)
        {
            json.WriteStartObject();
            json.WriteString("id", step.Id);
            json.WriteString("kind", step.Kind);
            json.WriteNumber("layer", step.Layer);
            if (step.Chooses is int chosen)
            {
                json.WriteNumber("chooses", chosen);
            }

            json.WriteString("heading", step.Heading);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTensors(Utf8JsonWriter json, Inspection numbers)
    {
        json.WriteStartObject("tensors");
        foreach (Tensor tensor in numbers.Tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteNumber("rows", tensor.Rows);
            json.WriteNumber("columns", tensor.Columns);
            // How wide a line or a bar is drawn is in relation to the largest.
            WriteNumber(json, "largest", tensor.Values.Max(Math.Abs), numbers.IsSingle);
            json.WriteStartArray("values");
            foreach (double value in tensor.Values)
            {
                WriteNumber(json, value, numbers.IsSingle);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteEdges(Utf8JsonWriter json, Inspection numbers)
    {
        var edges = new ShownEdges(numbers);
        json.WriteStartObject("edges");
        foreach (string direction in s_directions)
        {
            json.WriteStartArray(direction);
            for (int l = 1; l <= numbers.Last; l++)
            {
                json.WriteStartArray();
                foreach (int[] edge in edges.Of(direction, l))
                {
                    json.WriteStartArray();
                    json.WriteNumberValue(edge[0]);
                    json.WriteNumberValue(edge[1]);
                    json.WriteEndArray();
                }

                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static int IndexOfLargest(double[] values) => Array.IndexOf([.. values.Select(Math.Abs)], values.Max(Math.Abs));

    private static void WriteNumber(Utf8JsonWriter json, string name, double value, bool isSingle)
    {
        json.WritePropertyName(name);
        WriteNumber(json, value, isSingle);
    }

    // The shortest digits that are this number and no other, of its own type.
    private static void WriteNumber(Utf8JsonWriter json, double value, bool isSingle)
    {
        if (isSingle)
        {
            json.WriteNumberValue((float)value);
        }
        else
        {
            json.WriteNumberValue(value);
        }
    }
}
