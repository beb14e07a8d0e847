using System.Text;
using Xunit;

namespace CompiledNet.Tests.Files;

/// <summary>All sizes of a kernel are compared with the file's, not the first two alone.</summary>
public sealed class KernelShapeTests
{
    [Theory]
    [InlineData("[2,1,3,2]", "[2,1,2,3]")]
    [InlineData("[2,1,3,2]", "[2,1,6,1]")]
    public void A_kernel_of_another_shape_is_refused(string own, string other)
    {
        var net = new KernelNet();
        using var file = new MemoryStream();
        net.Save(file);
        byte[] bytes = file.ToArray();
        string text = Encoding.Latin1.GetString(bytes);
        Assert.Contains(own, text, StringComparison.Ordinal);
        using var changed = new MemoryStream(Encoding.Latin1.GetBytes(text.Replace(own, other, StringComparison.Ordinal)));

        var exception = Assert.Throws<NetworkFileException>(() => net.Load(changed));

        Assert.Contains($"has the shape {other.Replace(",", ", ", StringComparison.Ordinal)}; [2, 1, 3, 2] was expected", exception.Message, StringComparison.Ordinal);
    }
}

/// <summary>A kernel whose sizes differ.</summary>
[Network(4, 4, 1)]
[Conv2D(2, 3, 2)]
public partial class KernelNet;
