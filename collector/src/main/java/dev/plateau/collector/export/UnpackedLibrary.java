package dev.plateau.collector.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The driver's native library, 70 MB, which the driver unpacks into the folder of temporary files
 * and removes when the JVM ends in peace. A killed one would leave it there.
 */
final class UnpackedLibrary {
  private static final Path MAPPED_FILES = Path.of("/proc/self/maps");
  private static final Pattern LIBRARY = Pattern.compile("/\\S*/libduckdb_java\\d+\\.so$");

  private UnpackedLibrary() {}

  /** Removes its name where the system, which is Linux, goes on without; else does nothing. */
  static void remove() {
    if (!Files.isReadable(MAPPED_FILES)) {
      return;
    }
    try {
      for (String line : Files.readAllLines(MAPPED_FILES)) {
        Matcher library = LIBRARY.matcher(line);
        if (library.find()) {
          Files.deleteIfExists(Path.of(library.group()));
        }
      }
    } catch (IOException e) {
      // Then it is removed when the JVM ends.
    }
  }
}
