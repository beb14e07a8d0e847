using CompiledNet;

namespace Inspect;

/// <summary>
/// The equations of single numbers of <see cref="StrokeNet"/>: of a place of a map, an element of a filter, a pixel. Maps are Side × Side places, those of the
/// pooling half as many each way; a filter is 3 × 3, with its middle over the place that it answers for.
/// </summary>
/// <param name="numbers">The numbers.</param>
internal sealed class MapSums(Inspection numbers)
{
    /// <summary>Width and height of the image and of the maps of the convolution.</summary>
    public const int Side = 8;

    /// <summary>Width and height of the maps of the pooling.</summary>
    public const int PooledSide = Side / 2;

    /// <summary>Width and height of a filter.</summary>
    public const int Window = 3;

    private static readonly int[] s_taps = [.. Enumerable.Range(0, Window * Window)];

    private int Filters => numbers["W1"].Rows;

    /// <summary>The place of the convolution's maps that is chosen at first: where δ is large and many of the pixels under the filter are not 0.</summary>
    public int PlaceToBeginWith
    {
        get
        {
            Tensor delta = numbers["δ1"];
            return Enumerable.Range(0, delta.Values.Length).MaxBy(i =>
                Math.Abs(delta.Values[i]) * s_taps.Count(tap => PixelUnder(i / delta.Columns, tap) is >= 0 and var pixel && numbers["x"][pixel] != 0));
        }
    }

    /// <summary>The names of the numbers of a map: z1[r, c, f].</summary>
    public string[] NamesOfPlaces(string name, int side) =>
        [.. Enumerable.Range(0, side * side * Filters).Select(i => $"{name}[{i / Filters / side}, {i / Filters % side}, {i % Filters}]")];

    /// <summary>The names of the elements of the filters: dW1[f, u, v].</summary>
    public string[] NamesOfTaps(string name) => [.. Enumerable.Range(0, Filters * s_taps.Length)
        .Select(i => $"{name}[{i / s_taps.Length}, {i % s_taps.Length / Window}, {i % Window}]")];

    /// <summary>The names of the pixels.</summary>
    public static string[] NamesOfPixels(string name) => [.. Enumerable.Range(0, Side * Side).Select(i => $"{name}[{i / Side}, {i % Side}]")];

    /// <summary>z1[r, c, f] = Σ W1[f, u, v] x[r + u − 1, c + v − 1] + b1[f], without what lies outside.</summary>
    public string[] OfConvolution() => ForEachPlace("z1", (p, f) =>
    {
        IEnumerable<string> products = s_taps.Where(tap => PixelUnder(p, tap) >= 0)
            .Select(tap => $"<span class=\"product\">{UnitSums.Product(numbers["W1"], f, tap, numbers["x"], PixelUnder(p, tap))}</span>");
        return $"{string.Join(" + ", products)} + {Html.Factor(numbers["b1"], f)} = {Html.Number(numbers["z1"], p, f)}";
    });

    /// <summary>a1 = max(0, z1).</summary>
    public string[] OfActivation() =>
        ForEachPlace("a1", (p, f) => $"max(0, {Html.Number(numbers["z1"], p, f)}) = {Html.Number(numbers["a1"], p, f)}");

    /// <summary>a2 = the largest of its window.</summary>
    public string[] OfPooling() => ForEachPlace("a2", (p, f) =>
        $"max({string.Join(", ", PlacesUnder(p).Select(place => Html.Number(numbers["a1"], place, f)))}) = {Html.Number(numbers["a2"], p, f)}");

    /// <summary>δ2[r, c, f] = Σ_k W4[k, i] δ4[k], where i is its place in the list that the flattening makes.</summary>
    public string[] OfPooledDelta() => ForEachPlace("δ2", (p, f) =>
    {
        (Tensor w, Tensor delta, int i) = (numbers["W4"], numbers["δ4"], (p * Filters) + f);
        return $"{UnitSums.Sum(w.Rows, k => w[k, i] * delta[k], k => UnitSums.Product(w, k, i, delta, k))} = {Html.Number(numbers["δ2"], p, f)}";
    });

    /// <summary>δ1[r, c, f]: δ2 of its window if it is the largest there, times the slope of ReLU.</summary>
    public string[] OfDelta() => ForEachPlace("δ1", (p, f) =>
    {
        int window = WindowOver(p);
        bool isLargest = PlacesUnder(window).MaxBy(place => numbers["a1"][place, f]) == p;
        string slope = numbers["a1"][p, f] > 0 ? "1" : "0";
        string back = isLargest ? Html.Number(numbers["δ2"], window, f) : "0";
        string reason = isLargest ? string.Empty : " <span class=\"more\">another number of its window is larger</span>";
        return $"{back} · {slope} = {Html.Number(numbers["δ1"], p, f)}{reason}";
    });

    /// <summary>dW1[f, u, v] = Σ over the places of δ1[r, c, f] x[r + u − 1, c + v − 1].</summary>
    public string[] OfGradients() => [.. Enumerable.Range(0, Filters).SelectMany(f => s_taps.Select(tap =>
    {
        int[] places = [.. Enumerable.Range(0, Side * Side).Where(p => PixelUnder(p, tap) >= 0 && numbers["δ1"][p, f] * numbers["x"][PixelUnder(p, tap)] != 0)];
        string sum = UnitSums.Sum(
            places.Length,
            i => numbers["δ1"][places[i], f] * numbers["x"][PixelUnder(places[i], tap)],
            i => $"{Html.Factor(numbers["δ1"], places[i], f)} · {Html.Factor(numbers["x"], PixelUnder(places[i], tap))}");
        return $"{(places.Length == 0 ? "0" : sum)} = {Html.Number(numbers["dW1"], f, tap)}";
    }))];

    /// <summary>∂L/∂x[r, c] = Σ over the filters and the windows in which it lies of W1[f, u, v] δ1[…].</summary>
    public string[] OfInputGradient() => [.. Enumerable.Range(0, Side * Side).Select(pixel =>
    {
        (int Place, int Tap, int Filter)[] ways = [.. from tap in s_taps
                                                      let place = PlaceOver(pixel, tap)
                                                      where place >= 0
                                                      from f in Enumerable.Range(0, Filters)
                                                      where numbers["δ1"][place, f] != 0
                                                      select (place, tap, f)];
        string sum = UnitSums.Sum(
            ways.Length,
            i => numbers["W1"][ways[i].Filter, ways[i].Tap] * numbers["δ1"][ways[i].Place, ways[i].Filter],
            i => $"{Html.Factor(numbers["W1"], ways[i].Filter, ways[i].Tap)} · {Html.Factor(numbers["δ1"], ways[i].Place, ways[i].Filter)}");
        return $"{(ways.Length == 0 ? "0" : sum)} = {Html.Number(numbers["dx"], pixel)}";
    })];

    // The pixel that an element of a filter lies on; −1 outside of the image.
    private static int PixelUnder(int place, int tap) => Moved(place, (tap / Window) - 1, (tap % Window) - 1);

    // The place whose window has the pixel under that element; −1 if there is none.
    private static int PlaceOver(int pixel, int tap) => Moved(pixel, 1 - (tap / Window), 1 - (tap % Window));

    private static int Moved(int place, int down, int right)
    {
        (int row, int column) = ((place / Side) + down, (place % Side) + right);
        return row is >= 0 and < Side && column is >= 0 and < Side ? (row * Side) + column : -1;
    }

    private static int WindowOver(int place) => (place / Side / 2 * PooledSide) + (place % Side / 2);

    private static int[] PlacesUnder(int window)
    {
        int first = (window / PooledSide * 2 * Side) + (window % PooledSide * 2);
        return [first, first + 1, first + Side, first + Side + 1];
    }

    private string[] ForEachPlace(string name, Func<int, int, string> equation)
    {
        Tensor map = numbers[name];
        return [.. Enumerable.Range(0, map.Values.Length).Select(i => equation(i / map.Columns, i % map.Columns))];
    }
}
