package dev.plateau.collector.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A command's folder for all its files: removed when closed, unless it is to be kept. */
final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final boolean keep;

  private WorkFolder(Path path, boolean keep) {
    this.path = path;
    this.keep = keep;
  }

  /**
   * Makes the folder, among the system's temporary files.
   *
   * @param command whose it is, for its name and for sentences
   * @throws IOException with one sentence, if there is no room or no right to
   */
  static WorkFolder temporary(String command, boolean keep) throws IOException {
    try {
      return new WorkFolder(Files.createTempDirectory("plateau-" + command + "-"), keep);
    } catch (IOException e) {
      throw new IOException(
          "plateau "
              + command
              + " cannot make its folder ("
              + e.getMessage()
              + "); free some disk, or name another place with"
              + " PLATEAU_JAVA_OPTS=-Djava.io.tmpdir=DIR.",
          e);
    }
  }

  /**
   * A folder of the person's own choice, which is kept; made if it is not there.
   *
   * @throws IOException with one sentence, if it cannot be made
   */
  static WorkFolder at(Path path) throws IOException {
    try {
      return new WorkFolder(Files.createDirectories(path), true);
    } catch (IOException e) {
      throw new IOException(
          "the folder " + path + " cannot be made (" + e + "); name another one.", e);
    }
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (!keep) {
      Files.walkFileTree(path, new Removal());
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException fault)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
