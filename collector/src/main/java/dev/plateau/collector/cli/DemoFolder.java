package dev.plateau.collector.cli;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A demo's folder for all its files: removed when closed, unless it is to be kept. */
final class DemoFolder implements AutoCloseable {
  private final Path path;
  private final boolean keep;

  private DemoFolder(Path path, boolean keep) {
    this.path = path;
    this.keep = keep;
  }

  /**
   * Makes the folder, among the system's temporary files.
   *
   * @throws IOException with one sentence, if there is no room or no right to
   */
  static DemoFolder create(boolean keep) throws IOException {
    try {
      return new DemoFolder(Files.createTempDirectory("plateau-demo-"), keep);
    } catch (IOException e) {
      throw new IOException(
          "The demo cannot make its folder ("
              + e.getMessage()
              + "); free some disk, or name another place with"
              + " PLATEAU_JAVA_OPTS=-Djava.io.tmpdir=DIR.",
          e);
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
