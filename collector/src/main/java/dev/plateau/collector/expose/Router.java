package dev.plateau.collector.expose;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Finds the page of a path; the path must be the whole one ({@code HttpServer} itself would also
 * serve {@code /metricsfoo} as {@code /metrics}). Thread-safe.
 */
final class Router implements HttpHandler {
  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final Map<String, Page> pages;

  Router(Map<String, Page> pages) {
    this.pages = pages;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Page page = path == null ? null : pages.get(path);
    if (page == null) {
      Reply.send(exchange, Reply.NOT_FOUND, "There is nothing at this path; / lists what is.");
    } else if (!METHODS.contains(exchange.getRequestMethod())) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      Reply.send(exchange, Reply.METHOD_NOT_ALLOWED, "Pages are only read: GET or HEAD.");
    } else {
      page.serve(exchange);
    }
  }
}
