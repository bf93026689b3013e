package dev.plateau.collector.expose;

import dev.plateau.protocol.ConfigKeys;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which keys of a run's configuration become labels of its info series. A label is a series: the
 * keys are chosen and few, and values are cut.
 *
 * @param keys keys of the configuration; at most 16, no two with the same label
 */
public record InfoLabels(List<String> keys) {
  private static final int MAX_KEYS = 16;
  private static final int MAX_VALUE_LENGTH = 64;

  /** What tells most runs apart, and what their values depend on. */
  public static final InfoLabels DEFAULT =
      new InfoLabels(
          List.of(
              ConfigKeys.MODEL,
              ConfigKeys.OPTIMIZER,
              ConfigKeys.SCHEDULE,
              ConfigKeys.SEED,
              ConfigKeys.NTK_SAMPLES));

  /**
   * @throws IllegalArgumentException naming the key, if there are too many or a label has two
   */
  public InfoLabels {
    if (keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException(
          "at most " + MAX_KEYS + " keys can be labels, got " + keys.size() + ": " + keys);
    }
    Set<String> taken = new HashSet<>(Catalogue.INFO.labels());
    for (String key : keys) {
      if (key.isEmpty() || !taken.add(label(key))) {
        throw new IllegalArgumentException(
            "each key needs a label of its own, got '" + key + "' for label '" + label(key) + "'");
      }
    }
    keys = List.copyOf(keys);
  }

  /** The label of a key: what a label's name cannot have becomes an underscore. */
  private static String label(String key) {
    String label = key.replaceAll("[^A-Za-z0-9_]", "_");
    return label.matches("[0-9].*|__.*") ? "key_" + label : label;
  }

  /** Names and values by turns, of the keys that the configuration has. */
  List<String> of(Map<String, String> config) {
    List<String> labels = new ArrayList<>();
    for (String key : keys) {
      String value = config.get(key);
      if (value != null) {
        labels.add(label(key));
        labels.add(cut(value));
      }
    }
    return labels;
  }

  private static String cut(String value) {
    return value.length() <= MAX_VALUE_LENGTH ? value : value.substring(0, MAX_VALUE_LENGTH) + "…";
  }
}
