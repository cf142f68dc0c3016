package ticketing.runner.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import ticketing.runner.browser.Page;

/**
 * What the inspection of a slide must notice: each script spoils the slide that is shown, and the
 * inspection has to say so. What sees nothing would let everything pass.
 */
final class SpoiltSlides {
  private static final String SECTION =
      "const section = document.querySelector('svg.bespoke-marp-active section');";
  private static final String BLOCK =
      "<div id=\"spoilt\" style=\"position:absolute;top:600px;left:70px;%s\">%s</div>";

  private SpoiltSlides() {}

  /** Opens the deck anew. */
  interface Opening {
    void run() throws Exception;
  }

  private static Map<String, String> scripts() {
    Map<String, String> scripts = new TreeMap<>();
    scripts.put("<div> goes beyond the slide", added("position:static;height:900px", "much"));
    scripts.put("lies on the slide's number", added("left:1190px;top:674px", "low and right"));
    scripts.put("\"far down\" goes beyond the slide", added("top:715px", "far down"));
    scripts.put("\"far right\" goes beyond the slide", added("left:1250px", "far right"));
    scripts.put("lies on the footer", added("top:680px", "low"));
    scripts.put("\"pale\" has a contrast of 2.8 only", added("color:#999;font-size:20px", "pale"));
    scripts.put("\"faint\" has a contrast of", added("color:#000;opacity:.3", "faint"));
    scripts.put(
        "its contrast is not known", added("background:linear-gradient(red,blue)", "mixed"));
    scripts.put("\"small\" is 12.0 px high", added("font-size:12px", "small"));
    scripts.put(
        "\"shrunk\" is 13.0 px high", added("font-size:26px;transform:scale(.5)", "shrunk"));
    scripts.put("does not show a picture", added("", "<img alt=\"none\" src=\"none.svg\">"));
    scripts.put(
        "cannot see it", added("", "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\">"));
    scripts.put(
        "\"tiny\", in a picture, is 10.0 px high",
        SECTION
            + "const svg = '<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"400\" height=\"40\""
            + " viewBox=\"0 0 800 80\"><text y=\"50\" font-size=\"20\">tiny</text></svg>';"
            + "const image = new Image(); image.alt = 'tiny'; section.append(image);"
            + "image.src = 'data:image/svg+xml;base64,' + btoa(svg); await image.decode()");
    scripts.put(
        "has no title",
        SECTION + "section.querySelectorAll('h1, h2').forEach(title => title.remove());");
    return scripts;
  }

  private static String added(String style, String content) {
    return SECTION
        + "section.insertAdjacentHTML('beforeend', '"
        + BLOCK.formatted(style, content)
        + "');";
  }

  /**
   * Spoils the slide in one way after the other.
   *
   * @param show opens the deck anew, at a slide with a footer
   * @return in how many ways
   */
  static int requireNoticed(Page page, String inspection, Opening show) throws Exception {
    for (Map.Entry<String, String> spoilt : scripts().entrySet()) {
      show.run();
      page.run("(async () => {" + spoilt.getValue() + "})()");
      JsonNode problems = page.run(inspection);
      Check.require(
          problems.toString().replace("\\\"", "\"").contains(spoilt.getKey()),
          "not noticed: " + spoilt.getKey() + "; but " + problems);
    }
    return scripts().size();
  }
}
