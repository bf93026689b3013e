package dev.plateau.collector;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A page that is asked for again and again. */
public final class Page {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI uri;

  public Page(URI uri) {
    this.uri = uri;
  }

  /** The page; empty while nobody serves it. */
  public String read() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return "";
    }
  }

  /** Reads until the page is as wanted, and returns it. */
  public String await(String what, Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String page = read();
    while (!wanted.test(page)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain for " + what + "; the page has:\n" + page);
      }
      TimeUnit.MILLISECONDS.sleep(100);
      page = read();
    }
    return page;
  }
}
