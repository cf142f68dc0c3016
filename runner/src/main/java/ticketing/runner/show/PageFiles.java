package ticketing.runner.show;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Serves the files of the page, which load nothing from anywhere else. */
final class PageFiles {
  /** Scripts and styles come from its own files only, and never from its text. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of("css", "text/css", "js", "text/javascript", "svg", "image/svg+xml");
  private static final String NAME = "[a-z][a-z-]*[.](css|js|svg)";

  private PageFiles() {}

  /** Serves the page itself, with the token. */
  static void index(Context context, String token) throws IOException {
    send(context, "text/html", text("index.html").replace("{{token}}", token));
  }

  /** Serves one of its other files. */
  static void file(Context context) throws IOException {
    String name = context.pathParam("file");
    if (!name.matches(NAME)) {
      throw new NotFoundResponse("There is no such file.");
    }
    send(context, TYPES.get(name.substring(name.indexOf('.') + 1)), text(name));
  }

  private static void send(Context context, String type, String text) {
    context
        .header("Content-Security-Policy", POLICY)
        .header("Referrer-Policy", "no-referrer")
        .contentType(type + "; charset=utf-8")
        .result(text);
  }

  private static String text(String name) throws IOException {
    try (InputStream file = PageFiles.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new NotFoundResponse("There is no such file.");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
