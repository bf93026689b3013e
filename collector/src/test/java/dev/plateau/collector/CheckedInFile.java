package dev.plateau.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is made from the code and kept beside it, so that changes to it are seen in review.
 * {@code ./mvnw verify -Dplateau.update=true} writes it anew.
 */
public final class CheckedInFile {
  private CheckedInFile() {}

  /**
   * Holds the file to what it should be.
   *
   * @param path from the module's folder
   */
  public static void assertHolds(Path path, String wanted) throws IOException {
    if (Boolean.getBoolean("plateau.update")) {
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, wanted);
    }
    assertThat(path).as("run the test with -Dplateau.update=true and look at the change").exists();
    assertThat(Files.readString(path)).as("%s", path).isEqualTo(wanted);
  }
}
