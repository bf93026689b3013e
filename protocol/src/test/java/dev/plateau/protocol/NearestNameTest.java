package dev.plateau.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  @Test
  void edits_ofRandomWords_matchTheDefinition() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      String from = word(random);
      String to = word(random);
      assertThat(NearestName.edits(from, to)).as("%s to %s", from, to).isEqualTo(naive(from, to));
    }
  }

  @Test
  void nearest_nothingSimilar_isNone() {
    List<String> known = List.of("linger", "mode");
    assertThat(NearestName.of("lnger", known)).contains("linger");
    assertThat(NearestName.of("experiment", known)).isEmpty();
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  /** Levenshtein's recursion as it is written in textbooks. */
  private static int naive(String from, String to) {
    if (from.isEmpty() || to.isEmpty()) {
      return from.length() + to.length();
    }
    if (from.charAt(0) == to.charAt(0)) {
      return naive(from.substring(1), to.substring(1));
    }
    int deleted = naive(from.substring(1), to);
    int inserted = naive(from, to.substring(1));
    int replaced = naive(from.substring(1), to.substring(1));
    return 1 + Math.min(replaced, Math.min(deleted, inserted));
  }

  @Test
  void severalNames_areThoseThatBeginSoAndThenTheNearest() {
    List<String> known = List.of("diagonal-20260101", "diagonal-20260102", "other", "diagonel");
    assertThat(NearestName.of("diagonal", known, 3))
        .containsExactly("diagonal-20260101", "diagonal-20260102", "diagonel");
    assertThat(NearestName.of("othre", known, 3)).containsExactly("other");
    assertThat(NearestName.of("", known, 3)).isEmpty();
    assertThat(NearestName.of("zzzz", known, 3)).isEmpty();
  }

  @Test
  void hint_namesTheNearestOrAll() {
    List<String> known = List.of("batch-size", "rate");
    assertThat(NearestName.hint("batch", known)).isEqualTo("; did you mean 'batch-size'?");
    assertThat(NearestName.hint("zzz", known)).isEqualTo("; known are batch-size, rate");
    assertThat(NearestName.hint("zzz", List.of())).isEmpty();
  }
}
