package dev.plateau.trainer.experiment.largesteps.resnet;

import dev.plateau.trainer.experiment.random.RandomStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Generated images in CIFAR-10's own files, for runs without the real ones. An image is a patch of
 * stripes at a random place on a background of broad waves and noise, in random colours; its class
 * is the stripes' direction (five) and distance (two), each a little off. A convolutional network
 * learns that from some hundred images, and not to the last one.
 */
final class CifarLike {
  private static final int CLASSES = 10;
  private static final int DIRECTIONS = 5;
  private static final double FULL = 2 * Math.PI;

  private final Random random;

  private CifarLike(Random random) {
    this.random = random;
  }

  /**
   * The folder with that many training images, and as many test images, written if they are not
   * there. The same numbers and seed give the same bytes, so that several processes may do it at
   * once.
   *
   * @param folder where the images' own folder is or is made
   * @param images a multiple of 5, at least 10
   * @throws IllegalArgumentException quoting the number, if it is none
   * @throws UncheckedIOException if they cannot be written
   */
  static Path in(Path folder, int images, long seed) {
    List<String> names = CifarFormat.CIFAR_10.trainingFiles();
    if (images < CLASSES || images % names.size() != 0) {
      throw new IllegalArgumentException(
          "setting generate must be 0 or a multiple of 5 from 10 on, got '" + images + "'");
    }
    Path own = folder.resolve("cifar-like-%d-%d".formatted(images, seed));
    try {
      Files.createDirectories(own);
      for (String name : names) {
        writeMissing(own.resolve(name), images / names.size(), seed);
      }
      writeMissing(own.resolve(CifarFormat.CIFAR_10.testFile()), images, seed);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write generated images to " + own + ": " + e, e);
    }
    return own;
  }

  /**
   * What a reader makes of such a folder that is removed behind it.
   *
   * @throws IllegalArgumentException as {@link #in}
   * @throws UncheckedIOException as {@link #in}
   */
  static Cifar inPassing(int images, long seed, Function<Path, Cifar> reader) {
    try {
      Path folder = Files.createTempDirectory("plateau-cifar-like");
      try {
        return reader.apply(in(folder, images, seed));
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write generated images to a temporary folder", e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void writeMissing(Path file, int images, long seed) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path part = Files.createTempFile(file.getParent(), "part", ".tmp");
    Files.write(part, records(images, RandomStream.of(seed, file.getFileName().toString())));
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] records(int images, Random random) {
    byte[] records = new byte[images * CifarFormat.CIFAR_10.recordBytes()];
    CifarLike drawn = new CifarLike(random);
    for (int i = 0; i < images; i++) {
      drawn.draw(records, i * CifarFormat.CIFAR_10.recordBytes());
    }
    return records;
  }

  private void draw(byte[] records, int start) {
    int label = random.nextInt(CLASSES);
    records[start] = (byte) label;
    double direction = label % DIRECTIONS + 0.25 * random.nextGaussian();
    double cycles = (label < DIRECTIONS ? 3 : 5) * (1 + 0.08 * random.nextGaussian());
    Waves stripes = waves(Math.PI * direction / DIRECTIONS, cycles);
    Waves background = waves(FULL * random.nextDouble(), 0.5 + random.nextDouble());
    double centreRow = between(8, 24);
    double centreColumn = between(8, 24);
    double radius = between(6, 10);
    double[] colour = colour(between(0.15, 0.35));
    double[] backgroundColour = colour(0.25);
    double[] base = {between(0.3, 0.7), between(0.3, 0.7), between(0.3, 0.7)};
    int side = ByteImages.SIDE;
    for (int i = 0; i < side * side; i++) {
      int row = i / side;
      int column = i % side;
      double distance = StrictMath.hypot(row - centreRow, column - centreColumn) / radius;
      double patch = StrictMath.exp(-distance * distance) * stripes.at(row, column);
      for (int channel = 0; channel < ByteImages.CHANNELS; channel++) {
        double value =
            base[channel]
                + colour[channel] * patch
                + backgroundColour[channel] * background.at(row, column)
                + 0.06 * random.nextGaussian();
        records[start + 1 + channel * side * side + i] = toByte(value);
      }
    }
  }

  private static byte toByte(double value) {
    return (byte) Math.round(255 * Math.max(0, Math.min(1, value)));
  }

  /** Strengths of red, green and blue, of that length together, of any sign. */
  private double[] colour(double length) {
    double[] strengths = RandomStream.gaussians(random, ByteImages.CHANNELS);
    double norm = 0;
    for (double strength : strengths) {
      norm = StrictMath.hypot(norm, strength);
    }
    for (int i = 0; i < strengths.length; i++) {
      strengths[i] *= length * StrictMath.sqrt(ByteImages.CHANNELS) / norm;
    }
    return strengths;
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  private Waves waves(double direction, double cycles) {
    return new Waves(
        FULL * cycles / ByteImages.SIDE * StrictMath.cos(direction),
        FULL * cycles / ByteImages.SIDE * StrictMath.sin(direction),
        FULL * random.nextDouble());
  }

  /** A plane wave of height 1. */
  private record Waves(double byRow, double byColumn, double phase) {
    double at(int row, int column) {
      return StrictMath.sin(byRow * row + byColumn * column + phase);
    }
  }
}
