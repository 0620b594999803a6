package org.sparksvi.report;

import java.util.List;

/**
 * A page of HTML that is well-formed XML, holds everything it shows, and runs nothing: no script,
 * no network. All texts that it is given are escaped.
 */
public final class Page {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1b1b1b;--soft:#666;--line:#d8d8d8;--ground:#fff;
      --card:#f6f7f8;--accent:#0072b2;--good:#00704f;--fair:#8a5a00;--bad:#b3261e}
      @media(prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#a5a5a5;--line:#3c3f44;
      --ground:#17181a;--card:#212327;--accent:#56b4e9;--good:#4cc38a;--fair:#e9b44c;--bad:#ff8a80}}
      *{box-sizing:border-box}
      body{margin:0 auto;padding:1rem;max-width:60rem;background:var(--ground);color:var(--ink);
      font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
      h1{font-size:1.4rem;margin:.2rem 0 1rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}
      .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr));gap:.75rem}
      .card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.75rem}
      .card b{display:block;font-size:1.15rem}.card p{margin:.25rem 0}.soft{color:var(--soft)}
      .good{color:var(--good)}.fair{color:var(--fair)}.bad{color:var(--bad)}
      .wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
      th,td{text-align:right;padding:.2rem .6rem;border-bottom:1px solid var(--line);
      overflow-wrap:normal}th{color:var(--soft);font-weight:600}
      th.words,td.words{text-align:left;overflow-wrap:anywhere;min-width:6.5rem}
      svg{max-width:100%;height:auto}.curve{width:100%;max-width:42rem;fill:var(--soft);
      font:12px system-ui,sans-serif}.grid{stroke:var(--line);fill:none}
      .line{stroke:var(--accent);stroke-width:2;fill:none}.dot{fill:var(--accent)}
      .picture svg{min-width:28rem}@media(max-width:30rem){.curve{font-size:18px}}
      .band{fill:var(--accent);opacity:.2;stroke:none}
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  public Page(String title) {
    this.title = title;
    body.append("<h1>").append(Markup.escaped(title)).append("</h1>\n");
  }

  /**
   * A word of judgement.
   *
   * @param tone good, fair, bad, or none of them
   */
  public record Card(String name, String word, String tone, String text, String remark) {}

  public Page heading(String text) {
    body.append("<h2>").append(Markup.escaped(text)).append("</h2>\n");
    return this;
  }

  public Page paragraph(String text) {
    body.append("<p>").append(Markup.escaped(text)).append("</p>\n");
    return this;
  }

  /** Judgements, side by side where there is room. */
  public Page cards(List<Card> cards) {
    body.append("<div class=\"cards\">\n");
    for (Card card : cards) {
      body.append("<div class=\"card\"><span class=\"soft\">").append(Markup.escaped(card.name()));
      body.append("</span><b class=\"").append(Markup.escaped(card.tone())).append("\">");
      body.append(Markup.escaped(card.word())).append("</b><p>");
      body.append(Markup.escaped(card.text())).append("</p>");
      if (!card.remark().isEmpty()) {
        body.append("<p class=\"soft\">").append(Markup.escaped(card.remark())).append("</p>");
      }
      body.append("</div>\n");
    }
    body.append("</div>\n");
    return this;
  }

  /** A table; columns whose cells are all numbers stand to the right. */
  public Page table(List<String> headings, List<List<String>> rows) {
    boolean[] words = new boolean[headings.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < words.length; c++) {
        words[c] |= row.get(c).matches(".*\\p{L}{2}.*|[^\\d]*");
      }
    }
    body.append("<div class=\"wide\"><table>\n");
    row("th", headings, words);
    rows.forEach(row -> row("td", row, words));
    body.append("</table></div>\n");
    return this;
  }

  private void row(String cell, List<String> texts, boolean[] words) {
    body.append("<tr>");
    for (int c = 0; c < texts.size(); c++) {
      body.append('<').append(cell).append(words[c] ? " class=\"words\">" : ">");
      body.append(Markup.escaped(texts.get(c))).append("</").append(cell).append('>');
    }
    body.append("</tr>\n");
  }

  /** A curve under its name. */
  public Page curve(Curve curve) {
    body.append("<figure class=\"wide\" style=\"margin:0\"><figcaption class=\"soft\">");
    body.append(Markup.escaped(curve.name())).append("</figcaption>").append(curve.svg());
    body.append("</figure>\n");
    return this;
  }

  /** A picture of this program's own. */
  public Page picture(String svg) {
    body.append("<div class=\"wide picture\">").append(svg).append("</div>\n");
    return this;
  }

  /** The page. */
  public String html() {
    return """
    <!DOCTYPE html>
    <html lang="en" xmlns="http://www.w3.org/1999/xhtml">
    <head><meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
    <title>%s</title>
    <style>%s</style></head>
    <body>
    %s</body>
    </html>
    """
        .formatted(Markup.escaped(title), STYLE, body);
  }
}
