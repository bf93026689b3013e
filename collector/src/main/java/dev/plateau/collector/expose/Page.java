package dev.plateau.collector.expose;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What is served at one path. Thread-safe. */
public interface Page {
  /** What it is, in a few words for the index. */
  String title();

  /**
   * Answers a GET or HEAD and closes the exchange. Where it throws instead, the connection is
   * closed, so that no half answer looks like a whole one.
   */
  void serve(HttpExchange exchange) throws IOException;
}
