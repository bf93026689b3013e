package dev.plateau.collector.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.embedded.BrokerException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerRefusalTest {
  @TempDir Path temp;

  @Test
  void broker_portInUse_isRefusedWithItsNumber() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      BrokerException refused = Refusal.of(() -> EmbeddedBroker.start(temp, port));

      assertThat(refused.kind()).isEqualTo(Kind.PORT_BUSY);
      assertThat(refused).hasMessageContaining("Port " + port).hasMessageContaining("another port");
      assertThat(files(temp)).isEmpty();
    }
  }

  @Test
  void directory_thatIsBelowAFile_isRefusedAsNotWritable() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "x");

    BrokerException refused = Refusal.of(() -> BrokerDirectory.open(file.resolve("data")));

    assertThat(refused.kind()).isEqualTo(Kind.DIRECTORY_NOT_WRITABLE);
    assertThat(refused).hasMessageContaining(file.toString());
  }

  @Test
  void directory_withSomebodysFiles_isRefusedAndLeftAsItWas() throws Exception {
    Files.writeString(temp.resolve("thesis.tex"), "x");

    BrokerException refused = Refusal.of(() -> BrokerDirectory.open(temp));

    assertThat(refused.kind()).isEqualTo(Kind.DIRECTORY_FOREIGN);
    assertThat(files(temp)).containsExactly("thesis.tex");
  }

  @Test
  void directory_ofAnotherCluster_isRefused() throws Exception {
    Files.writeString(
        temp.resolve("meta.properties"),
        "version=1\ncluster.id=4L6g3nShT-eMCtK--X86sw\nnode.id=1\n");

    assertThat(Refusal.of(() -> BrokerDirectory.open(temp)).kind())
        .isEqualTo(Kind.DIRECTORY_FOREIGN);
  }

  @Test
  void directory_thatAForeignBrokerHasLocked_isRefusedAndItsLockHolds() throws Exception {
    BrokerDirectory.open(temp).close();
    Path kafkaLock = temp.resolve(".lock");
    try (FileChannel channel =
            FileChannel.open(kafkaLock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(Refusal.of(() -> BrokerDirectory.open(temp)).kind())
          .isEqualTo(Kind.DIRECTORY_LOCKED);
      assertThat(lock.isValid()).isTrue();
    }

    BrokerDirectory.open(temp).close();
  }

  @Test
  void directory_whoseFormattingWasCutShort_isFormattedAgain() throws Exception {
    BrokerDirectory.open(temp).close();
    Files.delete(temp.resolve("meta.properties"));

    BrokerDirectory.open(temp).close();

    assertThat(temp.resolve("meta.properties")).exists();
  }

  private static Stream<String> files(Path directory) throws Exception {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
    }
  }
}
