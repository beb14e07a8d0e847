using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;

namespace CompiledNet.Generator.Layers;

/// <summary>Checks of the shapes that layers take.</summary>
internal static class ShapeChecks
{
    /// <summary>Whether an input is a vector, or a sequence, each step of which the kind takes on its own.</summary>
    public static bool IsNoImage(LayerKind kind, Shape input, AttributeReader attribute, Findings findings)
    {
        if (input.IsImage)
        {
            findings.Add(
                Rules.UnsuitableShape,
                attribute.Location,
                kind.Name,
                $"takes a vector or a sequence, and its input is an image of {input}: put [Flatten] or [GlobalAveragePool] before it");
        }

        return !input.IsImage;
    }

    /// <summary>Whether an input is of the one kind of shape that the kind of layer takes.</summary>
    public static bool Is(int dimensions, LayerKind kind, Shape input, AttributeReader attribute, Findings findings)
    {
        if (input.Dimensions.Count == dimensions)
        {
            return true;
        }

        string wanted = dimensions == 3 ? "an image" : "a sequence";
        string fix = dimensions == 3 ? "[Network(height, width, channels)]" : "[Network(length, channels)]";
        findings.Add(
            Rules.UnsuitableShape,
            attribute.Location,
            kind.Name,
            $"takes {wanted}, as {fix} has it, and its input is {(input.IsImage ? "an" : "a")} {input.Kind} of {input}");
        return false;
    }

    /// <summary>Whether an input has a length that is known when the program is compiled.</summary>
    public static bool HasLength(LayerKind kind, Shape input, AttributeReader attribute, Findings findings)
    {
        if (input.IsOpen)
        {
            findings.Add(
                Rules.UnsuitableShape,
                attribute.Location,
                kind.Name,
                "takes values of a fixed length, and its input is a sequence of any length: write [Network(length, channels)] in place of Sequence = true");
        }

        return !input.IsOpen;
    }

    /// <summary>Whether an input is a sequence or an image.</summary>
    public static bool HasPositions(LayerKind kind, Shape input, AttributeReader attribute, Findings findings)
    {
        if (input.IsVector)
        {
            findings.Add(
                Rules.UnsuitableShape,
                attribute.Location,
                kind.Name,
                $"takes a sequence or an image, as [Network(length, channels)] or [Network(height, width, channels)] has it, and its input is a vector of {input}");
        }

        return !input.IsVector;
    }

    /// <summary>The shape of values one after the other along their last axis; null after an error.</summary>
    public static Shape? Joined(LayerKind kind, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings)
    {
        bool fit = inputs.All(shape => shape.IsOpen == inputs[0].IsOpen && shape.Dimensions.Take(shape.Dimensions.Count - 1)
            .SequenceEqual(inputs[0].Dimensions.Take(inputs[0].Dimensions.Count - 1)));
        long last = inputs.Sum(shape => (long)shape.Dimensions[shape.Dimensions.Count - 1]);
        if (!fit)
        {
            findings.Add(
                Rules.UnsuitableShape,
                attribute.Location,
                kind.Name,
                $"takes values that differ in their last axis alone, and these differ in others: {Named(inputs, attribute)}: give them one length, or one height and width");
            return null;
        }

        return inputs[0].WithChannels((int)Math.Min(last, int.MaxValue));
    }

    // The values of a join by their names.
    private static string Named(IReadOnlyList<Shape> inputs, AttributeReader attribute)
    {
        string first = attribute.Text("From") is { } from ? $"'{from}'" : "the layer before";
        string[] names = [first, .. attribute.Texts().Select(name => $"'{name}'")];
        return string.Join(", ", inputs.Select((shape, i) => $"{(i < names.Length ? names[i] : "another")} has {shape}"));
    }

    /// <summary>Whether all inputs of a join have one shape.</summary>
    public static bool AreEqual(LayerKind kind, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings)
    {
        if (inputs.All(shape => shape.Equals(inputs[0])))
        {
            return true;
        }

        findings.Add(
            Rules.UnsuitableShape,
            attribute.Location,
            kind.Name,
            $"takes values of one shape, and these differ: {Named(inputs, attribute)}: give them one shape, such as by a [Dense] before one of them");
        return false;
    }
}
