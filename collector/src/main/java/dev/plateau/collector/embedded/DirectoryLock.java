package dev.plateau.collector.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says that one process, and one owner in it, works in a directory. The lock is on the file {@code
 * plateau.lock} in it; the operating system frees it when the process dies, however it dies. The
 * file stays, since removing it would let two processes lock two files of one name.
 *
 * <p>Whoever takes a lock closes it. Thread-safe.
 */
public final class DirectoryLock implements AutoCloseable {
  /** Name of the lock's file. */
  public static final String FILE = "plateau.lock";

  // POSIX frees a process's locks on a file when the process closes any descriptor of it, so a
  // second try in this JVM must not even open the file.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock, unless somebody has it.
   *
   * @param directory an existing directory
   * @return empty if somebody has it
   * @throws IOException if the lock's file cannot be written
   */
  public static Optional<DirectoryLock> tryLock(Path directory) throws IOException {
    Path real = directory.toRealPath();
    if (!HELD_HERE.add(real)) {
      return Optional.empty();
    }
    boolean locked = false;
    try {
      Optional<DirectoryLock> lock = lockFile(real);
      locked = lock.isPresent();
      return lock;
    } finally {
      if (!locked) {
        HELD_HERE.remove(real);
      }
    }
  }

  private static Optional<DirectoryLock> lockFile(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      locked = lock != null;
      return locked ? Optional.of(new DirectoryLock(directory, channel)) : Optional.empty();
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  /** Frees the directory. */
  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      channel.close();
      HELD_HERE.remove(directory);
    }
  }
}
