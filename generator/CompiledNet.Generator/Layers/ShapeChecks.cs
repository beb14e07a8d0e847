using CompiledNet.Generator.Diagnostics;
using CompiledNet.Generator.Model;
using CompiledNet.Generator.Parse;

namespace CompiledNet.Generator.Layers;

/// <summary>Checks of the shapes that layers take.</summary>
internal static class ShapeChecks
{
    /// <summary>Whether an input is a vector, which is all that the kind takes.</summary>
    public static bool IsVector(LayerKind kind, Shape input, AttributeReader attribute, Findings findings)
    {
        if (!input.IsVector)
        {
            string article = input.Kind == "image" ? "an" : "a";
            findings.Add(Rules.UnsuitableShape, attribute.Location, kind.Name, $"takes a vector, and its input is {article} {input.Kind} of {input}");
        }

        return input.IsVector;
    }

    /// <summary>The shape of values one after the other along their last axis; null after an error.</summary>
    public static Shape? Joined(LayerKind kind, IReadOnlyList<Shape> inputs, AttributeReader attribute, Findings findings)
    {
        bool fit = inputs.All(shape => shape.Dimensions.Take(shape.Dimensions.Count - 1)
            .SequenceEqual(inputs[0].Dimensions.Take(inputs[0].Dimensions.Count - 1)));
        long last = inputs.Sum(shape => (long)shape.Dimensions[shape.Dimensions.Count - 1]);
        if (!fit)
        {
            findings.Add(
                Rules.UnsuitableShape,
                attribute.Location,
                kind.Name,
                $"takes values that differ in their last axis alone, and these are of {string.Join(" and ", inputs.Select(shape => shape.ToString()))}");
            return null;
        }

        return last > int.MaxValue
            ? new Shape(new EquatableArray<int>([.. inputs[0].Dimensions.Take(inputs[0].Dimensions.Count - 1), int.MaxValue]))
            : new Shape(new EquatableArray<int>([.. inputs[0].Dimensions.Take(inputs[0].Dimensions.Count - 1), (int)last]));
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
            $"takes values of one shape, and these are of {string.Join(" and ", inputs.Select(shape => shape.ToString()))}");
        return false;
    }
}
