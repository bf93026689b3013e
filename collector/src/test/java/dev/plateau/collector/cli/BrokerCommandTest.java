package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.embedded.ChildJvm;
import dev.plateau.protocol.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerCommandTest {
  private static final String READY = "broker ready at ";
  private static final Set<String> TOPICS =
      Set.of(Topics.STEPS, Topics.EVENTS, Topics.RUNS, Topics.DEAD_LETTER);

  @TempDir Path temp;

  @Test
  void broker_killedAndStartedAgain_hasItsTopicsAndStopsOnRequest() throws Exception {
    String address;
    try (ChildJvm broker = start("--port", "0")) {
      address = broker.awaitLine(READY);
      assertThat(topics(address)).containsAll(TOPICS);
      broker.kill();
    }

    String port = address.substring(address.lastIndexOf(':') + 1);
    try (ChildJvm broker = start("--port", port)) {
      assertThat(broker.awaitLine(READY)).isEqualTo(address);
      assertThat(topics(address)).containsAll(TOPICS);
      assertThat(broker.stop()).isZero();
    }
  }

  @Test
  void broker_onBusyPort_endsWithOneSentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildJvm broker = start("--port", Integer.toString(taken.getLocalPort()))) {
      assertThat(broker.await()).isEqualTo(1);
      assertThat(broker.printed().lines())
          .singleElement()
          .asString()
          .startsWith("Port " + taken.getLocalPort());
    }
  }

  private ChildJvm start(String... options) throws Exception {
    String[] command = new String[options.length + 3];
    command[0] = "broker";
    command[1] = "--data-dir";
    command[2] = temp.resolve("data").toString();
    System.arraycopy(options, 0, command, 3, options.length);
    return ChildJvm.start(Files.createTempFile(temp, "broker", ".out"), command);
  }

  private static Set<String> topics(String address) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
      return admin.listTopics().names().get(30, TimeUnit.SECONDS);
    }
  }
}
