package org.sparksvi.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class PageTest {

  private static Document parse(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  private static Page page(String name) {
    return new Page(name)
        .cards(List.of(new Page.Card(name, name, name, name, name)))
        .heading(name)
        .paragraph(name)
        .table(List.of(name, name), List.of(List.of(name, "1")))
        .curve(new Curve(name, List.of(new Curve.Point(1, 2), new Curve.Point(2, 3))));
  }

  /** Whatever the data call things, the page is the same elements and shows the name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\" onload=\"alert(1)",
        "' onmouseover='alert(1)",
        "]]>&lt;!--",
        "</style></title></table><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "&amp;&#x3c;b&#x3e;",
        "ünïcode 漢字 😀"
      })
  void namesAreText(String name) throws Exception {
    Document hostile = parse(page(name).html());
    Document plain = parse(page("plain").html());

    for (String element : List.of("*", "script", "img", "p", "td", "svg", "style")) {
      assertEquals(
          plain.getElementsByTagName(element).getLength(),
          hostile.getElementsByTagName(element).getLength(),
          element);
    }
    assertEquals(name, hostile.getElementsByTagName("h1").item(0).getTextContent());
    var card = (org.w3c.dom.Element) hostile.getElementsByTagName("b").item(0);
    assertEquals(1, card.getAttributes().getLength());
    assertEquals(name, card.getAttribute("class"));
    assertEquals(0, hostile.getElementsByTagName("script").getLength());
  }

  /** XML has no place for these; a page with a space instead is better than none. */
  @Test
  void charactersThatXmlLacksAreSpaces() throws Exception {
    Document page = parse(new Page("a\u0000b\u0008c\ud800d\uffffe").html());

    assertEquals("a b c d e", page.getElementsByTagName("h1").item(0).getTextContent());
  }

  /** Nothing is fetched, nothing runs. */
  @Test
  void thePageIsAloneInTheWorld() {
    String html = page("name").html();

    assertTrue(html.contains("default-src 'none'"));
    assertFalse(html.matches("(?s).*(src=|href=|url\\(|@import|<script|<link).*"));
  }

  @Test
  void longCurvesAreThinnedAndTheirStartIsLeftOutWhereItLeavesNoRoom() throws Exception {
    List<Curve.Point> points =
        LongStream.rangeClosed(1, 10_000)
            .mapToObj(r -> new Curve.Point(r, r == 1 ? -1e6 : -1.0 / r))
            .toList();

    String svg = new Curve("bound", points).svg();

    Document parsed = parse(svg);
    String line = "";
    for (int i = 0; i < parsed.getElementsByTagName("path").getLength(); i++) {
      var path = (org.w3c.dom.Element) parsed.getElementsByTagName("path").item(i);
      line = path.getAttribute("class").equals("line") ? path.getAttribute("d") : line;
    }
    int drawn = line.split("L", -1).length;
    assertTrue(drawn <= 601 && drawn >= 500, drawn + " points");
    assertFalse(svg.contains("-1000000"), "no tick at the start's value");
  }
}
