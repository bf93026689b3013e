package dev.plateau.trainer.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of {@code plateau measure}, told apart by how they begin: a model (a zip) takes the
 * NumPy file behind it as its samples, anything else is a reference case.
 */
sealed interface MeasuredFiles {
  /** A case of the papers' reference. */
  record Case(Path file) implements MeasuredFiles {}

  /** A saved network and the samples to measure it at. */
  record Model(Path file, Path samples) implements MeasuredFiles {}

  /** A file that cannot be measured, and one sentence why. */
  record Refused(Path file, String why) implements MeasuredFiles {}

  /** What to measure, in the order of the files. */
  static List<MeasuredFiles> of(List<Path> files) {
    List<MeasuredFiles> all = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      try {
        switch (Kind.of(file)) {
          case ZIP -> {
            if (i + 1 < files.size() && isSamples(files.get(i + 1))) {
              all.add(new Model(file, files.get(++i)));
            } else {
              all.add(new Refused(file, "its samples are missing; give a .npy file behind it"));
            }
          }
          case NUMPY ->
              all.add(new Refused(file, "it stands behind no model; samples follow their model"));
          case OTHER -> all.add(new Case(file));
        }
      } catch (IOException e) {
        all.add(new Refused(file, Kind.why(e)));
      }
    }
    return all;
  }

  private static boolean isSamples(Path file) {
    try {
      return Kind.of(file) == Kind.NUMPY;
    } catch (IOException e) {
      return false; // its own turn says why
    }
  }

  /** What a file is by its first bytes. */
  enum Kind {
    ZIP,
    NUMPY,
    OTHER;

    private static Kind of(Path file) throws IOException {
      if (Files.isDirectory(file)) {
        throw new IOException("it is a directory; give files");
      }
      try (InputStream in = Files.newInputStream(file)) {
        byte[] start = in.readNBytes(2);
        if (start.length == 2 && start[0] == 'P' && start[1] == 'K') {
          return ZIP;
        }
        return start.length == 2 && start[0] == (byte) 0x93 && start[1] == 'N' ? NUMPY : OTHER;
      }
    }

    private static String why(IOException e) {
      return e instanceof NoSuchFileException
          ? "there is no such file"
          : "it cannot be read: " + e.getMessage();
    }
  }
}
