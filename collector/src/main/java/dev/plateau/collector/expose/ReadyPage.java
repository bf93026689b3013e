package dev.plateau.collector.expose;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Optional;

/** Says whether the collector's series are complete: 200, or 503 with what stands against it. */
final class ReadyPage implements Page {
  private final Readiness readiness;

  ReadyPage(Readiness readiness) {
    this.readiness = readiness;
  }

  @Override
  public String title() {
    return "200 when all series are complete, else 503 and why";
  }

  @Override
  public void serve(HttpExchange exchange) throws IOException {
    Optional<String> obstacle = readiness.obstacle();
    if (obstacle.isPresent()) {
      Reply.send(exchange, Reply.UNAVAILABLE, obstacle.get());
    } else {
      Reply.send(exchange, Reply.OK, "The collector is ready.");
    }
  }
}
