package dev.plateau.collector.reproduce;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What planned runs are called, the same on every machine: where a setting names one of the folders
 * with data, {@code DIR} stands in its place. So the same arguments are the same run wherever the
 * data lie; other data under the same arguments are not told apart.
 */
public final class RunNaming {
  private static final String FOLDER = "DIR";
  private static final int HASH_DIGITS = 8;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:=,/+%-]+");

  private final List<String> folders;

  private RunNaming(List<String> folders) {
    this.folders = folders;
  }

  /** Names for the runs of an extent, with its folders. */
  public static RunNaming of(Extent extent) {
    return new RunNaming(
        Stream.of(extent.mnist(), extent.features())
            .flatMap(folder -> folder.stream().map(Path::toString))
            .toList());
  }

  /** The run's id, from its arguments: {@code support-linear-3f9a21c0}. */
  public String id(PlannedRun run) {
    String arguments = String.join("\n", portable(run).arguments());
    return run.experiment() + "-" + sha256(arguments).substring(0, HASH_DIGITS);
  }

  /** A name for people: {@code support-linear batch-size=32 seed 3}. */
  public String name(PlannedRun run) {
    StringBuilder name = new StringBuilder(run.experiment());
    portable(run)
        .settings()
        .forEach((key, value) -> name.append(' ').append(key).append('=').append(value));
    return name.append(" seed ").append(run.seed()).toString();
  }

  /** The line that trains it by hand, for a shell: {@code ./plateau train toy-abx --seed 0 …}. */
  public String command(PlannedRun run) {
    List<String> words = new ArrayList<>(List.of("./plateau", "train"));
    portable(run).arguments().forEach(word -> words.add(quoted(word)));
    return String.join(" ", words);
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private PlannedRun portable(PlannedRun run) {
    Map<String, String> settings = new TreeMap<>();
    run.settings().forEach((key, value) -> settings.put(key, withoutFolder(value)));
    return new PlannedRun(run.experiment(), run.seed(), run.steps(), settings);
  }

  private String withoutFolder(String value) {
    for (String folder : folders) {
      if (value.equals(folder) || value.startsWith(folder + "/")) {
        return FOLDER + value.substring(folder.length());
      }
    }
    return value;
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
