namespace CompiledNet;

/// <summary>
/// Declares a layer that applies a ReLU whose slope for negative numbers is learned, one for each channel: a = x where x > 0, else slope · x. The slopes begin
/// at 0.25 (He et al., Delving Deep into Rectifiers, 2015).
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class PReLUAttribute : LayerAttribute
{
}
