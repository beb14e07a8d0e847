namespace CompiledNet;

/// <summary>Declares a layer that makes a vector of a sequence or an image: the largest number of each channel over all positions. Its gradient goes to the first position that has it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalMaxPoolAttribute : LayerAttribute;
