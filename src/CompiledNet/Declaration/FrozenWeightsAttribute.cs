using System.Diagnostics;

namespace CompiledNet;

/// <summary>
/// Holds the weights of a trained network, for its class to have a nested class <c>Frozen</c> that infers with them. Written by
/// <see cref="FrozenExport.ExportFrozen"/>, and read by the generator alone: the compiler leaves it out of the program.
/// </summary>
/// <param name="declaration">The declaration that the weights are for; another one is an error of the compiler.</param>
/// <param name="checksum">That of the numbers, 16 hexadecimal digits.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
[Conditional("COMPILEDNET_KEEPS_FROZEN_WEIGHTS")]
public sealed class FrozenWeightsAttribute(string declaration, string checksum) : Attribute
{
    /// <summary>The declaration that the weights are for, as the generator describes it.</summary>
    public string Declaration { get; } = declaration;

    /// <summary>The checksum of the numbers, 16 hexadecimal digits.</summary>
    public string Checksum { get; } = checksum;

    /// <summary>
    /// The numbers of a small network, little-endian in base 64: for each layer its weights, units × inputs, row after row, then its biases.
    /// </summary>
    public string? Numbers { get; set; }

    /// <summary>The name of the embedded resource that holds the numbers of a large network, as they lie in memory.</summary>
    public string? Resource { get; set; }

    /// <summary>Whether the resource is read where it lies, although it may lie on no boundary of a vector register.</summary>
    public bool InPlace { get; set; }
}
