using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Inspect;

/// <summary>
/// The page: Web/page.html with style, script, steps and numbers put into its places. It needs nothing else, and its security policy forbids
/// the browser to fetch anything: no address is allowed, and of styles and scripts only the two whose hashes it names.
/// </summary>
internal static class HtmlPage
{
    private static readonly string[] s_scripts = ["numbers.js", "drawing.js", "units.js", "pictures.js", "maps.js", "page.js"];

    /// <summary>The page of one sample.</summary>
    /// <param name="sample">The network's way with it.</param>
    public static string Of(InspectedSample sample)
    {
        IReadOnlyList<Step> steps = sample.Graph == GraphKind.Maps
            ? StepList.OfMaps(sample.Numbers, sample.About)
            : StepList.Of(sample.Numbers, sample.About);
        string style = Resource("page.css");
        string script = string.Concat(s_scripts.Select(Resource));
        var places = new Dictionary<string, string>
        {
            ["title"] = Html.Text(sample.Title),
            ["network"] = Html.Text(sample.Network),
            ["policy"] = $"default-src 'none'; style-src '{HashOf(style)}'; script-src '{HashOf(script)}'; "
                + "base-uri 'none'; form-action 'none'",
            ["style"] = style,
            ["script"] = script,
            ["steps"] = string.Concat(steps.Select(StepHtml.Button)),
            ["explanations"] = string.Concat(steps.Select(StepHtml.Explanation)),
            ["code"] = string.Concat(steps.Select(StepHtml.Code)),
            ["edges"] = Html.Text(sample.Graph == GraphKind.Maps ? "Framed is what the chosen number comes from." : EdgesOf(sample.Numbers)),
            ["data"] = PageData.Of(sample.Numbers, steps, sample.Graph),
        };
        return Fill(Resource("page.html"), places);
    }

    private static string EdgesOf(Inspection numbers)
    {
        int edges = numbers.Layers.Sum(layer => layer.Weights.Count);
        return numbers.Layers.All(layer => layer.Weights.Count <= ShownEdges.Most)
            ? $"All {edges} edges are drawn."
            : string.Create(CultureInfo.InvariantCulture, $"Of {edges:N0} edges the {ShownEdges.Most} largest of each layer are drawn: ")
                + "by W·a on the way forward, by W·δ on the way back, by dW for gradients and update.";
    }

    // Places are filled one after the other from front to back: what is put in is not looked at again.
    private static string Fill(string template, Dictionary<string, string> places)
    {
        var page = new StringBuilder();
        string[] parts = template.Split("{{");
        page.Append(parts[0]);
        foreach (string part in parts[1..])
        {
            int end = part.IndexOf("}}", StringComparison.Ordinal);
            page.Append(places[part[..end]]).Append(part.AsSpan(end + 2));
        }

        return page.ToString();
    }

    private static string HashOf(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
