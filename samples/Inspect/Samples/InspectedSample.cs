namespace Inspect;

/// <summary>A sample with all that the network has made of it.</summary>
/// <param name="Title">The title of the page.</param>
/// <param name="Network">The network in a line.</param>
/// <param name="About">What the page says of the sample.</param>
/// <param name="Numbers">The numbers.</param>
/// <param name="PictureSide">Width and height of the input if it is a picture, else 0.</param>
internal sealed record InspectedSample(string Title, string Network, string About, Inspection Numbers, int PictureSide);
