package dev.plateau.collector.embedded;

import dev.plateau.collector.embedded.BrokerException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The directory that an embedded broker keeps its logs in: made, checked, locked and formatted.
 * Cluster ids begin with {@value #CLUSTER_PREFIX}, which is how a directory of ours is told from
 * another cluster's. Closing it frees the lock. Not thread-safe.
 */
final class BrokerDirectory implements AutoCloseable {
  static final String CLUSTER_PREFIX = "plateau-";

  /** Room that a start asks for: a few segments with their indexes. */
  static final long MIN_USABLE_BYTES = 256L << 20;

  /** With less than this, a write that failed has failed for want of room. */
  private static final long FULL_BYTES = 1L << 20;

  private static final String KAFKA_LOCK = ".lock";

  private final Path path;
  private final DirectoryLock lock;

  private BrokerDirectory(Path path, DirectoryLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes the directory ready for a broker.
   *
   * @throws BrokerException with a sentence that names the directory, if it cannot be
   */
  static BrokerDirectory open(Path wanted) throws BrokerException {
    Path path = create(wanted);
    DirectoryLock lock = lock(path);
    BrokerDirectory directory = new BrokerDirectory(path, lock);
    boolean ready = false;
    try {
      directory.prepare();
      ready = true;
      return directory;
    } finally {
      if (!ready) {
        directory.close();
      }
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws BrokerException {
    try {
      lock.close();
    } catch (IOException e) {
      throw new BrokerException(
          Kind.DIRECTORY_NOT_WRITABLE, "The lock of " + path + " could not be freed: " + e, e);
    }
  }

  private static Path create(Path wanted) throws BrokerException {
    try {
      return Files.createDirectories(wanted.toAbsolutePath()).toRealPath();
    } catch (IOException e) {
      throw notWritable(wanted, e);
    }
  }

  private static DirectoryLock lock(Path path) throws BrokerException {
    // Asked before the lock's file is made, so that a refused directory is left as it was.
    if (!isOurs(path) && !isEmpty(path)) {
      throw foreign(path);
    }
    if (!Files.isWritable(path)) {
      throw notWritable(path, new IOException("permission denied"));
    }
    try {
      return DirectoryLock.tryLock(path).orElseThrow(() -> locked(path));
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private void prepare() throws BrokerException {
    try {
      checkKafkaLock();
      checkRoom();
    } catch (IOException e) {
      throw notWritable(path, e);
    }
    if (!Files.exists(metaProperties(path))) {
      format();
    }
  }

  /** Asks for Kafka's own lock, which a broker that is not ours would hold, and gives it back. */
  private void checkKafkaLock() throws IOException, BrokerException {
    Path file = path.resolve(KAFKA_LOCK);
    if (!Files.exists(file)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock probe = channel.tryLock()) {
      if (probe == null) {
        throw locked(path);
      }
    } catch (OverlappingFileLockException e) {
      throw locked(path);
    }
  }

  private void checkRoom() throws IOException, BrokerException {
    long usableBytes = Files.getFileStore(path).getUsableSpace();
    if (usableBytes < MIN_USABLE_BYTES) {
      throw new BrokerException(
          Kind.DISK_FULL,
          String.format(
              "The disk of %s is full: the broker needs %d MB, %d MB are free; free some or give"
                  + " another directory.",
              path, MIN_USABLE_BYTES >> 20, usableBytes >> 20));
    }
  }

  /** Whether its disk has no room left. */
  boolean isFull() {
    try {
      return Files.getFileStore(path).getUsableSpace() < FULL_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  private void format() throws BrokerException {
    Formatter formatter =
        new Formatter()
            .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false))
            .setNodeId(BrokerProperties.NODE_ID)
            .setClusterId(CLUSTER_PREFIX + UUID.randomUUID())
            .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
            .addDirectory(path.toString())
            .setMetadataLogDirectory(path.toString());
    try {
      formatter.run();
    } catch (Exception e) {
      throw new BrokerException(
          Kind.KAFKA_FAILED, "The broker's directory " + path + " cannot be formatted: " + e, e);
    }
  }

  private static Path metaProperties(Path path) {
    return path.resolve(MetaPropertiesEnsemble.META_PROPERTIES_NAME);
  }

  private static boolean isOurs(Path path) throws BrokerException {
    Path file = metaProperties(path);
    if (!Files.exists(file)) {
      return false;
    }
    Properties properties = new Properties();
    try (var in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw notWritable(path, e);
    }
    return properties.getProperty("cluster.id", "").startsWith(CLUSTER_PREFIX)
        && properties.getProperty("node.id", "").equals(Integer.toString(BrokerProperties.NODE_ID));
  }

  /** Whether nothing is in it but what a start that was cut short leaves behind. */
  private static boolean isEmpty(Path path) throws BrokerException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .allMatch(name -> name.equals(DirectoryLock.FILE) || name.startsWith("bootstrap."));
    } catch (IOException e) {
      throw notWritable(path, e);
    }
  }

  private static BrokerException notWritable(Path path, IOException cause) {
    return new BrokerException(
        Kind.DIRECTORY_NOT_WRITABLE,
        "The broker cannot write to " + path + " (" + cause + "); give another directory.",
        cause);
  }

  private static BrokerException locked(Path path) {
    return new BrokerException(
        Kind.DIRECTORY_LOCKED,
        "Another broker is running in " + path + "; stop it or give another directory.");
  }

  private static BrokerException foreign(Path path) {
    return new BrokerException(
        Kind.DIRECTORY_FOREIGN,
        path
            + " holds something else than an embedded broker's data; give an empty directory or"
            + " one that Plateau made.");
  }
}
