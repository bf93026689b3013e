package dev.plateau.collector.export;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folder {@code run=<run id>} of one exported run. What it lists was whole on the disk before
 * it was listed. One process at a time; whoever opens it closes it. For one thread.
 */
final class RunFolder implements AutoCloseable {
  private static final String TEMPORARY = ".tmp";
  private static final String LOCK = ".lock";

  private final Path folder;
  private final FileChannel lock;
  private RunFile file;

  private RunFolder(Path folder, FileChannel lock, RunFile file) {
    this.folder = folder;
    this.lock = lock;
    this.file = file;
  }

  /** Where a run is exported to. */
  static Path of(Path out, String run) {
    return out.resolve("run=" + run);
  }

  /**
   * Makes or takes up a run's folder, and removes what an interrupted export left half-written.
   *
   * @throws IOException with one sentence, if it cannot be made, another process exports into it,
   *     or run.json is not what an export wrote
   */
  static RunFolder open(Path out, String run) throws IOException {
    Path folder = of(out, run);
    try {
      Files.createDirectories(folder);
    } catch (AccessDeniedException e) {
      throw new IOException("cannot make the folder " + folder + ": access denied.", e);
    } catch (FileSystemException e) {
      throw new IOException(
          "cannot make the folder "
              + folder
              + ": "
              + (e.getReason() == null ? "a file is in its way" : e.getReason())
              + ". Name another --out.",
          e);
    }
    FileChannel lock =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (tryLock(lock) == null) {
        throw new IOException(
            "Another export is writing into " + folder + ". Wait for it, or name another --out.");
      }
      removeTemporaries(folder);
      return new RunFolder(folder, lock, readOrNew(folder, run));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static void removeTemporaries(Path folder) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".*" + TEMPORARY)) {
      for (Path temporary : left) {
        Files.delete(temporary);
      }
    }
  }

  private static RunFile readOrNew(Path folder, String run) throws IOException {
    Path file = folder.resolve(RunFile.NAME);
    if (!Files.exists(file)) {
      return new RunFile(run, com.fasterxml.jackson.databind.node.NullNode.getInstance(), Map.of());
    }
    return RunFile.read(file);
  }

  Path path() {
    return folder;
  }

  /** What run.json says. */
  RunFile file() {
    return file;
  }

  /** Writes run.json anew; it is whole at every moment. */
  void save(RunFile newest) throws IOException {
    Path temporary = temporary(RunFile.NAME);
    Files.write(temporary, newest.toBytes());
    seal(temporary, RunFile.NAME);
    file = newest;
  }

  /** Where a file is written before it is sealed under its name. */
  Path temporary(String name) {
    return folder.resolve("." + name + TEMPORARY);
  }

  /** Makes a written file last, and gives it its name. */
  void seal(Path temporary, String name) throws IOException {
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Whether the file of a part is there and what it was when it was listed. */
  boolean holds(Part part) throws IOException {
    Path there = folder.resolve(part.file());
    return Files.isRegularFile(there)
        && Files.size(there) == part.bytes()
        && sha256(there).equals(part.sha256());
  }

  void delete(Part part) throws IOException {
    Files.deleteIfExists(folder.resolve(part.file()));
  }

  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digested =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      byte[] buffer = new byte[1 << 16];
      while (digested.read(buffer) >= 0) {
        // the digest is all that is wanted
      }
      return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
