using System.Globalization;
using System.Text;

namespace Inspect;

/// <summary>A listing of code: marked lines stand out, folded ones are hidden behind a line that tells how many they are.</summary>
internal static class ListingHtml
{
    /// <summary>The listing as a figure.</summary>
    public static string Of(Listing listing)
    {
        var html = new StringBuilder();
        bool isFolded = listing.Lines.Any(line => line.Role == LineRole.Folded);
        (string title, string file) = (Html.Text(listing.Title), Html.Text(listing.File));
        html.Append(CultureInfo.InvariantCulture, $"<figure class=\"listing\"><figcaption><b>{title}</b> <span>{file}</span>");
        html.Append(isFolded ? "<button type=\"button\" class=\"unfold\" aria-expanded=\"false\">whole method</button>" : string.Empty);
        html.Append(CultureInfo.InvariantCulture, $"</figcaption><pre tabindex=\"0\" aria-label=\"Code of {title}\"><code>");
        int folded = 0;
        bool isFirst = true;
        foreach (CodeLine line in listing.Lines)
        {
            if (line.Role == LineRole.Folded)
            {
                folded++;
            }
            else
            {
                AppendGap(html, isFirst ? 0 : folded);
                isFirst = false;
                folded = 0;
            }

            AppendLine(html, line);
        }

        return html.Append("</code></pre></figure>\n").ToString();
    }

    private static void AppendLine(StringBuilder html, CodeLine line)
    {
        string role = line.Role switch
        {
            LineRole.Marked => " marked",
            LineRole.Folded => " folded",
            _ => string.Empty,
        };
        string comment = line.IsComment ? " comment" : string.Empty;
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"l{role}{comment}\" data-line=\"{line.Number}\">");
        html.Append(Html.Text(line.Text)).Append("\n</span>");
    }

    // Shown only while others are not; no code, and without a number.
    private static void AppendGap(StringBuilder html, int folded)
    {
        if (folded > 0)
        {
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"gap\">⋯ {folded} lines\n</span>");
        }
    }
}
