namespace CompiledNet;

/// <summary>Declares a layer that makes a vector of a sequence or an image: the mean of each channel over all positions.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class GlobalAveragePoolAttribute : LayerAttribute;
