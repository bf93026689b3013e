package dev.plateau.collector.cli;

import dev.plateau.collector.embedded.DirectoryLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * What a collector keeps on disk: the name by which its group knows it again after a restart. The
 * folder is locked, since two living collectors of one name would push each other out for ever.
 * Closing it frees the lock.
 */
final class CollectorDirectory implements AutoCloseable {
  private static final String INSTANCE_ID = "instance-id";

  private final DirectoryLock lock;
  private final String instanceId;

  private CollectorDirectory(DirectoryLock lock, String instanceId) {
    this.lock = lock;
    this.instanceId = instanceId;
  }

  /**
   * Opens the folder and makes what is missing.
   *
   * @throws IOException with one sentence, if it cannot be written or another collector has it
   */
  static CollectorDirectory open(Path path) throws IOException {
    DirectoryLock lock;
    try {
      Files.createDirectories(path);
      lock =
          DirectoryLock.tryLock(path)
              .orElseThrow(
                  () ->
                      new IOException(
                          "Another collector is running in "
                              + path
                              + "; stop it or give this one another --data-dir."));
    } catch (java.nio.file.FileSystemException e) {
      throw new IOException(
          "The collector cannot write to " + path + " (" + e + "); give another --data-dir.", e);
    }
    boolean opened = false;
    try {
      CollectorDirectory directory = new CollectorDirectory(lock, instanceId(path));
      opened = true;
      return directory;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  private static String instanceId(Path path) throws IOException {
    Path file = path.resolve(INSTANCE_ID);
    if (Files.exists(file)) {
      String kept = Files.readString(file).strip();
      if (!kept.isEmpty()) {
        return kept;
      }
    }
    String made = UUID.randomUUID().toString();
    Files.writeString(file, made + "\n");
    return made;
  }

  /** Name of this collector in its group, the same after each restart. */
  String instanceId() {
    return instanceId;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
