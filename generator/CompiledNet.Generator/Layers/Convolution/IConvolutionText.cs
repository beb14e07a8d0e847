namespace CompiledNet.Generator.Layers.Convolution;

/// <summary>The main file's methods of a convolution.</summary>
internal interface IConvolutionText
{
    void EmitForward();

    void EmitBackward();
}
