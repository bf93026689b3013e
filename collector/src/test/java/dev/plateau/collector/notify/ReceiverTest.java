package dev.plateau.collector.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.EventReceiver;
import dev.plateau.collector.EventReceiver.Post;
import dev.plateau.collector.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReceiverTest {
  private static final Notification NOTIFICATION =
      new Notification(
          Level.CRITICAL,
          "e: r failed at step 7",
          "Überlauf 損失",
          "e",
          "r",
          1,
          7,
          "failed",
          null,
          "Überlauf 損失",
          Instant.parse("2026-01-01T00:00:00.000001Z"),
          "abc1");

  private EventReceiver server;

  @BeforeEach
  void start() throws IOException {
    server = EventReceiver.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Answer post(String url, Duration patience) throws InterruptedException {
    try (Receiver receiver = new Receiver(WebhookUrl.parse(url), patience)) {
      return receiver.post(NOTIFICATION);
    }
  }

  private Answer post() throws InterruptedException {
    return post(server.url(), Duration.ofSeconds(30));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204})
  void goodAnswer_isTaken_ofARequestWithKeyAndWholeBody(int status) throws Exception {
    server.answerNext(status);
    assertThat(post()).isEqualTo(new Answer.Taken());

    assertThat(server.posts()).hasSize(1);
    Post post = server.posts().get(0);
    assertThat(post.method()).isEqualTo("POST");
    assertThat(post.target()).isEqualTo("/hook");
    assertThat(post.headers().getFirst("Content-Type")).isEqualTo("application/json");
    assertThat(post.headers().getFirst("Idempotency-Key")).isEqualTo("abc1");
    assertThat(post.headers()).doesNotContainKeys("Authorization", "Upgrade");
    assertThat(post.body()).isEqualTo(new ObjectMapper().readTree(NOTIFICATION.toJson()));
    assertThat(post.body().get("cause").asText()).isEqualTo("Überlauf 損失");
    assertThat(post.body().get("value").isNull()).isTrue();
  }

  @Test
  void user_inTheAddress_isSentAsBasicAuthentication() throws Exception {
    post(server.url().replace("//", "//me:secret@") + "?key=1", Duration.ofSeconds(30));
    Post post = server.posts().get(0);
    assertThat(post.headers().getFirst("Authorization")).isEqualTo("Basic bWU6c2VjcmV0");
    assertThat(post.target()).isEqualTo("/hook?key=1");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void answerThatMayChange_isAFailure(int status) throws Exception {
    server.answerNext(status);
    assertThat(post()).isEqualTo(new Answer.Failed("answers " + status, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 404, 410, 422})
  void answerThatWillNotChange_isARefusal_andNoRedirectionIsFollowed(int status) throws Exception {
    server.answerNext(status, Map.of("Location", server.url()));
    assertThat(post()).isEqualTo(new Answer.Refused(status));
    assertThat(server.posts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "7,7",
    "9999,60",
    "'Fri, 31 Dec 1999 23:59:59 GMT',0",
    "-1,0",
    "99999999999999999999,0"
  })
  void retryAfter_isHonouredWithinReason(String said, long seconds) throws Exception {
    server.answerNext(429, Map.of("Retry-After", said));
    assertThat(post()).isEqualTo(new Answer.Failed("answers 429", Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(ints = {EventReceiver.HANG, EventReceiver.DRIP})
  void receiver_thatDoesNotFinish_isAFailureAfterTheTimeout(int how) throws Exception {
    server.answerNext(how);
    assertThat(post(server.url(), Duration.ofMillis(300)))
        .isEqualTo(new Answer.Failed("does not answer within 0.3 s", Duration.ZERO));
  }

  @Test
  void nobody_listening_isAFailure() throws Exception {
    assertThat(post("http://127.0.0.1:" + FreePort.find() + "/", Duration.ofSeconds(30)))
        .isEqualTo(new Answer.Failed("cannot be connected to", Duration.ZERO));
  }

  @Test
  void close_endsTheWaitingForAReceiverThatHangs() throws Exception {
    server.answerNext(EventReceiver.HANG);
    Receiver receiver = new Receiver(WebhookUrl.parse(server.url()), Duration.ofHours(1));
    CompletableFuture<Answer> answer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return receiver.post(NOTIFICATION);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    server.await(1);
    receiver.close();
    assertThat(answer.get(30, TimeUnit.SECONDS)).isInstanceOf(Answer.Failed.class);
  }
}
