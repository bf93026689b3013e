package dev.plateau.trainer.probe;

import dev.plateau.trainer.offline.ReferenceCase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The reference's cases among the resources; see the README beside the files. */
final class Fixture {
  private Fixture() {}

  /** Reads the case of a name, as {@code ntk-diag-init}. */
  static ReferenceCase read(String name) {
    try (InputStream in = Fixture.class.getResourceAsStream("fixtures/" + name + ".json")) {
      return ReferenceCase.read(Objects.requireNonNull(in, name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
