package dev.plateau.trainer.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words of the form {@code key=value}. */
final class Pairs {
  private Pairs() {}

  /**
   * Reads them in order; a later one for the same key wins.
   *
   * @param what they are, for the refusal
   * @throws IllegalArgumentException quoting a word without a key and an equals sign
   */
  static Map<String, String> of(String what, List<String> words) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("%s takes key=value, got '%s'".formatted(what, word));
      }
      pairs.put(word.substring(0, equals), word.substring(equals + 1));
    }
    return pairs;
  }
}
