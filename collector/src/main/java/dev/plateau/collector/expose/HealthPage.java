package dev.plateau.collector.expose;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Says that the process lives and answers: 200, always. */
final class HealthPage implements Page {
  @Override
  public String title() {
    return "200 while the process lives";
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    Reply.send(exchange, Reply.OK, "The collector lives.");
  }
}
