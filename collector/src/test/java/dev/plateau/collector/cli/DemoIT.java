package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.Condition;
import dev.plateau.collector.Launched;
import dev.plateau.collector.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person starts it. */
class DemoIT {
  @TempDir Path temp;

  private Launched demo(String... more) throws IOException {
    Launched.requireJars();
    Path folder = Files.createDirectories(temp.resolve("tmp"));
    String[] command = new String[1 + more.length];
    command[0] = "demo";
    System.arraycopy(more, 0, command, 1, more.length);
    return Launched.start(temp.resolve("demo.log"), "-Djava.io.tmpdir=" + folder, command);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String port(int port) {
    return Integer.toString(port);
  }

  private List<Path> leftFiles() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("tmp"))) {
      return files.toList();
    }
  }

  @Test
  void demo_interrupted_showedFourRunsAndLeavesNothing() throws Exception {
    int port = freePort();
    int brokerPort = freePort();
    try (Launched demo = demo("--port", port(port), "--broker-port", port(brokerPort))) {
      Page metrics = new Page(URI.create("http://127.0.0.1:" + port + "/metrics"));
      metrics.await(
          "four runs with steps",
          page -> page.lines().filter(line -> line.startsWith("plateau_run_step{")).count() == 4);
      metrics.await("NTK rank", page -> page.contains("\nplateau_run_ntk_rank{"));
      metrics.await("sparsity", page -> page.contains("\nplateau_run_feature_sparsity_ratio{"));
      metrics.await("W1 norms", page -> page.contains("\nplateau_run_w1_irrelevant_norm{"));
      Condition.await("the table", () -> demo.printed().contains("teacher-student"));
      List<ProcessHandle> trainers = demo.process().children().toList();
      assertThat(trainers).hasSize(4);

      demo.process().destroy();
      assertThat(demo.await()).as(demo.printed()).isZero();

      assertThat(trainers).noneMatch(ProcessHandle::isAlive);
      assertThat(leftFiles()).isEmpty();
      new ServerSocket(port).close();
      new ServerSocket(brokerPort).close();
      assertThat(demo.printed()).contains("diagonal-decayed", "/metrics");
    }
  }

  @Test
  void demo_withDuration_endsByItself() throws Exception {
    try (Launched demo = demo("--duration", "1s", "--keep", "--port", "0", "--broker-port", "0")) {
      assertThat(demo.await()).as(demo.printed()).isZero();
      assertThat(leftFiles()).as("kept").hasSize(1);
      assertThat(demo.printed()).contains("kept in ");
    }
  }

  @Test
  void demo_onABusyPort_saysSoInOneSentence() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Launched demo = demo("--port", "0", "--broker-port", port(busy.getLocalPort()))) {
      assertThat(demo.await()).isEqualTo(1);
      assertThat(demo.printed()).contains(port(busy.getLocalPort())).doesNotContain("\tat ");
      assertThat(leftFiles()).isEmpty();
    }
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Launched demo = demo("--port", port(busy.getLocalPort()), "--broker-port", "0")) {
      assertThat(demo.await()).isEqualTo(1);
      assertThat(demo.printed()).contains(port(busy.getLocalPort())).doesNotContain("\tat ");
      assertThat(leftFiles()).isEmpty();
    }
  }
}
