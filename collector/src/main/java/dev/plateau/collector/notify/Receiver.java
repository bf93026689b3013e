package dev.plateau.collector.notify;

import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Whoever listens at the webhook. Posts one notification at a time, waits for the answer and
 * follows no redirection. Used by one thread; closed by any, which ends the waiting.
 */
final class Receiver implements AutoCloseable {
  /** Longest that a receiver may ask to be left alone. */
  static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(1);

  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final Set<Integer> LATER = Set.of(REQUEST_TIMEOUT, TOO_MANY_REQUESTS);

  private final WebhookUrl url;
  private final Duration patience;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "plateau-webhook-http");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpClient client;
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

  /**
   * @param patience how long a request may take, connecting included
   */
  Receiver(WebhookUrl url, Duration patience) {
    this.url = url;
    this.patience = patience;
    client =
        HttpClient.newBuilder()
            // The default asks every plain-text server to upgrade to HTTP/2; some take that ill.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(threads)
            .build();
  }

  /** Posts it once. */
  Answer post(Notification notification) throws InterruptedException {
    // One limit for connecting, answering and a body that drips: the client's own ends at headers.
    CompletableFuture<HttpResponse<Void>> response =
        client.sendAsync(request(notification), BodyHandlers.discarding());
    try {
      CompletableFuture.anyOf(response, closed).get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return response.isDone()
          ? answer(response.join())
          : new Answer.Failed("is not waited for any longer", Duration.ZERO);
    } catch (TimeoutException e) {
      return new Answer.Failed("does not answer within " + seconds(patience), Duration.ZERO);
    } catch (ExecutionException e) {
      return new Answer.Failed(reason(e.getCause()), Duration.ZERO);
    } finally {
      response.cancel(true);
    }
  }

  private HttpRequest request(Notification notification) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url.target())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", notification.id())
            .POST(HttpRequest.BodyPublishers.ofByteArray(notification.toJson()));
    url.authorization().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private static Answer answer(HttpResponse<Void> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Answer.Taken();
    }
    return status / 100 == 5 || LATER.contains(status)
        ? new Answer.Failed("answers " + status, retryAfter(response))
        : new Answer.Refused(status);
  }

  /** Seconds; a date, which HTTP allows too, is not looked at. */
  private static Duration retryAfter(HttpResponse<Void> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,9}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(asked -> asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked)
        .orElse(Duration.ZERO);
  }

  private static String reason(@Nullable Throwable cause) {
    if (cause instanceof ConnectException) {
      return "cannot be connected to";
    }
    return "cannot be posted to (" + cause + ")";
  }

  private static String seconds(Duration duration) {
    return duration.toMillis() / 1e3 + " s";
  }

  /** Ends a request that is under way. */
  @Override
  public void close() {
    closed.complete(null);
    threads.shutdown();
  }
}
