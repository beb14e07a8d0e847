namespace CompiledNet;

/// <summary>Declares a layer that makes a vector of a sequence or an image.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class FlattenAttribute : LayerAttribute
{
    /// <summary>The order of the vector; <see cref="FlattenOrder.ChannelsLast"/> unless set.</summary>
    public FlattenOrder Order { get; set; }
}
