package dev.plateau.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Guesses which known name a misspelled one was meant to be. */
public final class NearestName {
  private NearestName() {}

  /** The known name with the fewest edits, if they are at most a third of its letters. */
  public static Optional<String> of(String given, Collection<String> known) {
    return of(given, known, 1).stream()
        .filter(name -> 3 * edits(given, name) <= name.length())
        .findFirst();
  }

  /**
   * Known names to choose from: those that begin with what was given, then those with the fewest
   * edits, each with at most half of its letters.
   *
   * @param limit how many at most
   */
  public static List<String> of(String given, Collection<String> known, int limit) {
    record Guess(String name, int edits) {}
    return known.stream()
        .map(name -> new Guess(name, begins(given, name) ? 0 : edits(given, name)))
        .filter(guess -> guess.edits == 0 || 2 * guess.edits <= guess.name.length())
        .sorted(Comparator.comparingInt(Guess::edits).thenComparing(Guess::name))
        .limit(limit)
        .map(Guess::name)
        .toList();
  }

  private static boolean begins(String given, String name) {
    return !given.isEmpty() && name.startsWith(given);
  }

  /**
   * What to say behind an unknown name: {@code ; did you mean 'x'?}, or where nothing is near
   * {@code ; known are x, y}; empty where nothing is known.
   */
  public static String hint(String given, Collection<String> known) {
    return of(given, known, 1).stream()
        .findFirst()
        .map(nearest -> "; did you mean '" + nearest + "'?")
        .orElseGet(() -> known.isEmpty() ? "" : "; known are " + String.join(", ", known));
  }

  /** Levenshtein distance: fewest insertions, deletions and replacements of a letter. */
  static int edits(String from, String to) {
    int[] above = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] row = new int[to.length() + 1];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = above[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[to.length()];
  }
}
