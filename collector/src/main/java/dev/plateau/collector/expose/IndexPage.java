package dev.plateau.collector.expose;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists the other pages. */
final class IndexPage implements Page {
  private final String text;

  IndexPage(Map<String, Page> pages) {
    text =
        pages.entrySet().stream()
            .map(page -> page.getKey() + "  " + page.getValue().title())
            .collect(Collectors.joining("\n", "Plateau collector\n", ""));
  }

  @Override
  public String title() {
    return "this list";
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    Reply.send(exchange, Reply.OK, text);
  }
}
