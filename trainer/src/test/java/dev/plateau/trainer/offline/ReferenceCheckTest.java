package dev.plateau.trainer.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceCheckTest {
  private final List<String> remarks = new ArrayList<>();

  @Test
  void ntkRank_marginWithinRounding_isLeftOut() throws IOException {
    List<Comparison> comparisons =
        check(
            """
            {'kind': 'ntk_rank', 'net': 'diag', 'u': [1, 0], 'v': [0, 0], 'X': [[1, 0], [0, 1]],
             'expected': {'rank_1e-4': 1, 'log10margin_1e-4': 1e-14, 'rank_1e-2': 1,
                          'log10margin_1e-2': Infinity, 'rank_1e-15': 1, 'rank_1e-6': null}}
            """);
    assertThat(comparisons)
        .extracting(Comparison::threshold)
        .containsExactly("1e-2", "1e-6", "1e-15");
    assertThat(comparisons).allMatch(Comparison::agrees);
    assertThat(remarks)
        .containsExactly(
            "rank at 1e-4 is left out: a singular value 1.0E-14 decades off leaves it to rounding");
  }

  @Test
  void ntkRank_tangentFeaturesAlone_areMeasured() throws IOException {
    List<Comparison> comparisons =
        check("{'kind': 'ntk_rank', 'phi': [[1, 0], [0, 1e-5]], 'expected': {'rank_1e-4': 1}}");
    assertThat(comparisons).containsExactly(new Comparison("ntk_rank", "1e-4", 1, 1.0, true));
  }

  @Test
  void ntkRank_other_disagrees() throws IOException {
    assertThat(check("{'kind':'ntk_rank','phi':[[1, 0], [0, 1]],'expected':{'rank_1e-4':1}}"))
        .containsExactly(new Comparison("ntk_rank", "1e-4", 2, 1.0, false));
  }

  @Test
  void featureSparsity_activationsAlone_areMeasured() throws IOException {
    assertThat(sparsity("[[1, 0], [0, 1], [0.6, 0.8]]", 2 / 3.0))
        .extracting(Comparison::agrees)
        .containsExactly(true);
    assertThat(sparsity("[[1, 0], [0, 1], [0.6, 0.8]]", 2 / 3.0 + 2e-12))
        .extracting(Comparison::agrees)
        .containsExactly(false);
  }

  /** Units 0 and 1 are constant; the reference may keep both, one or none. */
  @Test
  void featureSparsity_constantUnits_explainWholeSharesOnly() throws IOException {
    String phi = "[[0.6, 0.8, 0], [0.6, 0.8, 0]]";
    assertThat(sparsity(phi, 2 / 3.0)).extracting(Comparison::agrees).containsExactly(true);
    assertThat(remarks).isEmpty();
    assertThat(sparsity(phi, 1 / 3.0)).isEmpty();
    assertThat(sparsity(phi, 0)).isEmpty();
    assertThat(remarks).hasSize(2);
    assertThat(sparsity(phi, 0.5)).extracting(Comparison::agrees).containsExactly(false);
    assertThat(sparsity(phi, -1 / 3.0)).extracting(Comparison::agrees).containsExactly(false);
  }

  /** What a constant unit would explain is no excuse where there is none. */
  @Test
  void featureSparsity_noConstantUnit_excusesNothing() throws IOException {
    assertThat(sparsity("[[1, 0], [0, 1], [0.6, 0.8]]", 1 / 6.0))
        .extracting(Comparison::agrees)
        .containsExactly(false);
  }

  private List<Comparison> sparsity(String phi, double expected) throws IOException {
    return check(
        "{'kind':'feature_sparsity','corr_threshold':0.95,'phi':%s,'expected':{'feature_sparsity':%s}}"
            .formatted(phi, expected));
  }

  @Test
  void w1Norm_agreesToATenBillionth() throws IOException {
    String norm =
        "{'kind':'w1_irrelevant_norm','W1':[[9, 3], [9, 4]],'relevant':[0],'expected':"
            + "{'irrelevant_norm':%s}}";
    assertThat(check(norm.formatted("5.0000000004")).get(0).agrees()).isTrue();
    assertThat(check(norm.formatted("5.0000000006")).get(0).agrees()).isFalse();
    assertThat(check(norm.formatted("NaN")).get(0).agrees()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          [1] | it is no object of JSON
          {'kind': 'x' | it is no JSON: line 1: Unexpected end-of-input
          {'kind': 'x'} {} | it goes on after its object of JSON
          {} | it has no 'kind'
          {'kind': 7} | its 'kind' is not a text
          {'kind': 'loss'} | its kind 'loss' is none of ntk_rank, feature_sparsity, w1_irrelevant_norm
          {'kind': 'ntk_rank'} | it has no 'expected'
          {'kind': 'ntk_rank', 'expected': 1} | its 'expected' is not an object
          {'kind': 'ntk_rank', 'expected': {}} | its 'expected' has no 'rank_<threshold>'
          {'kind': 'ntk_rank', 'expected': {'rank_x': 1}} | 'rank_x', which names no threshold
          {'kind': 'ntk_rank', 'phi': [[1]], 'expected': {'rank_2': 1}} | must be in [0, 1), got 2.0
          {'kind': 'ntk_rank', 'expected': {'rank_0': 1}} | it has none of 'layers', 'u' and 'phi'
          {'kind': 'ntk_rank', 'net': 'cnn', 'layers': [], 'expected': {'rank_0': 1}} | its net 'cnn' is none of
          {'kind': 'ntk_rank', 'layers': [], 'expected': {'rank_0': 1}} | a network needs at least one layer
          {'kind': 'ntk_rank', 'layers': [3], 'expected': {'rank_0': 1}} | its 'layers' is not a list of objects
          {'kind': 'ntk_rank', 'phi': [[1], [1, 2]], 'expected': {'rank_0': 1}} | row 1 of 'phi' has 2 numbers, its row 0 has 1
          {'kind': 'ntk_rank', 'phi': [], 'expected': {'rank_0': 1}} | its 'phi' is not a matrix with rows
          {'kind': 'ntk_rank', 'phi': [['a']], 'expected': {'rank_0': 1}} | its 'phi' is not made of lists of numbers
          {'kind': 'ntk_rank', 'u': [1], 'v': [1, 2], 'X': [[1]], 'expected': {'rank_0': 1}} | do not fit u of 1 and v of 2
          {'kind': 'ntk_rank', 'layers': [{'W': [[1, 2]]}], 'X': [[1]], 'expected': {'rank_0': 1}} | a network of 2 inputs got samples of 1
          {'kind': 'feature_sparsity', 'expected': {}} | its 'expected' has no 'feature_sparsity'
          {'kind': 'feature_sparsity', 'corr_threshold': 0.9, 'n_hidden_to_take': 2, 'layers': [{'W': [[1]]}, {'W': [[1]]}], 'X': [[1]], 'expected': {'feature_sparsity': 1}} | its 'n_hidden_to_take' is 2, it has 1 hidden layers
          {'kind': 'w1_irrelevant_norm', 'W1': [[1]], 'relevant': [0.5], 'expected': {'irrelevant_norm': 1}} | its 'relevant' is not a list of whole numbers
          {'kind': 'w1_irrelevant_norm', 'W1': [[1]], 'relevant': [1], 'expected': {'irrelevant_norm': 1}} | a layer of 1 inputs has no input 1
          """)
  void case_thatIsNone_isRefusedInOneSentence(String json, String sentence) {
    assertThatThrownBy(() -> check(json))
        .isInstanceOfAny(IOException.class, IllegalArgumentException.class)
        .hasMessageContaining(sentence)
        .extracting(e -> String.valueOf(e.getMessage()).lines().count())
        .isEqualTo(1L);
  }

  private List<Comparison> check(String json) throws IOException {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ReferenceCheck.of(ReferenceCase.read(new ByteArrayInputStream(bytes)), remarks::add);
  }
}
