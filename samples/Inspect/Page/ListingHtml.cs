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
        string unfold = isFolded ? "<button type=\"button\" class=\"unfold\" aria-expanded=\"false\">whole method</button>" : string.Empty;
        html.Append(CultureInfo.InvariantCulture, $"<figure class=\"listing\"><figcaption><b>{Html.Text(listing.Title)}</b> <span>{Html.Text(listing.File)}</span>{unfold}</figcaption>");
        html.Append(CultureInfo.InvariantCulture, $"<pre tabindex=\"0\" aria-label=\"Code of {Html.Text(listing.Title)}\"><code>");
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
        html.Append(CultureInfo.InvariantCulture, $"<span class=\"l{role}{comment}\" data-line=\"{line.Number}\">{Html.Text(line.Text)}\n</span>");
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
