package dev.plateau.dashboards.compose;

import static java.util.Comparator.comparingInt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A container's files, in a folder of this machine that stands for its root. What is not put there
 * is the machine's own.
 */
final class ContainerFiles {
  private final Path root;

  /** Longest first, as a place may lie in another. */
  private final SortedSet<String> places =
      new TreeSet<>(
          comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

  private final List<Path> links = new ArrayList<>();

  ContainerFiles(Path root) {
    this.root = root;
  }

  /** Where a place of the container is here. */
  Path here(String place) {
    return Path.of(root + place);
  }

  /** Says that a folder is in the container, without making it. */
  void add(String place) {
    places.add(place);
  }

  /** Puts a file or folder of this machine into the container, as it is, until {@link #unlink}. */
  void link(String place, Path target) throws IOException {
    Path here = here(place);
    Files.createDirectories(here.getParent());
    links.add(Files.createSymbolicLink(here, target.toRealPath()));
    places.add(place);
  }

  /** Takes away what was linked, so that nobody deletes it in the belief that it is a copy. */
  void unlink() {
    try {
      for (Path link : links) {
        Files.deleteIfExists(link);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Puts mounts into the container: volumes empty, the repository's files as copies.
   *
   * @param rewritten what becomes of each file's text
   */
  void mount(List<Mount> mounts, UnaryOperator<String> rewritten) throws IOException {
    // What is mounted inside of another mount hides what lies there.
    List<Mount> outerFirst =
        mounts.stream().sorted(comparingInt(mount -> mount.target().length())).toList();
    for (Mount mount : outerFirst) {
      places.add(mount.target());
      Files.createDirectories(here(mount.target()));
      if (mount.isPath()) {
        copy(ComposeFile.REPOSITORY.resolve(mount.source()), here(mount.target()), rewritten);
      }
    }
  }

  private static void copy(Path from, Path to, UnaryOperator<String> rewritten) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, rewritten.apply(Files.readString(file)));
      }
    }
  }

  /** A text with the container's places as they are here. */
  String rewrite(String text) {
    if (places.isEmpty()) {
      return text;
    }
    String any = places.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return Pattern.compile("(?<![\\w./-])(?:" + any + ")(?![\\w.-])")
        .matcher(text)
        .replaceAll(match -> here(match.group()).toString());
  }
}
