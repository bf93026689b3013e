package dev.plateau.publisher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Metrics;
import dev.plateau.protocol.RunId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs with Kafka's real clients, where no Kafka is. */
@Timeout(120)
class UnreachableBrokerTest {
  @Test
  void run_nobodyListens_trainsOnAndSaysOnceWhatIsWrong() throws IOException {
    assertTrainsOn("nobody-listens", "localhost:" + closedPort(), "does not answer");
  }

  @Test
  void run_hostUnknown_trainsOnAndSaysOnceWhatIsWrong() {
    assertTrainsOn("host-unknown", "no-such-host.invalid:9092", "No resolvable bootstrap urls");
  }

  private static void assertTrainsOn(String name, String servers, String complaint) {
    RunId run = new RunId(name);
    PublisherSettings settings =
        PublisherSettings.builder()
            .bootstrapServers(servers)
            .runId(run)
            .ringBytes(128 << 10)
            .bufferBytes(1 << 20)
            .linger(Duration.ofMillis(5))
            .closeTimeout(Duration.ofMillis(200))
            .build();
    try (CapturedLog log = new CapturedLog(name)) {
      RunPublisher publisher = RunPublisher.start(settings, RunDescription.of("e"));
      MetricSlot loss = publisher.slot(Metrics.LOSS);
      long published = 0;
      while (publisher.droppedSteps() < 10_000) {
        publisher.step(published++);
        publisher.put(loss, 1);
        publisher.commit();
      }
      Await.until("drops and outage are told", () -> log.messages().size() >= 2);
      publisher.close();
      assertThat(mentions(log, complaint)).isOne();
      assertThat(mentions(log, "steps are being dropped")).isOne();
      assertThat(mentions(log, "not delivered")).isOne();
      assertThat(log.messages()).hasSize(3);
      assertThat(publisher.droppedSteps()).isPositive().isLessThan(published);
      assertThat(threadsOf(run)).isEmpty();
    }
  }

  private static long mentions(CapturedLog log, String text) {
    return log.messages().stream().filter(message -> message.contains(text)).count();
  }

  private static Set<String> threadsOf(RunId run) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(thread -> thread.contains(run.value()))
        .collect(Collectors.toSet());
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
