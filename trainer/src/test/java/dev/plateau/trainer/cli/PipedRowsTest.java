package dev.plateau.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.RunId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PipedRowsTest {
  private static final long NOW = 1_700_000_000_000_000L;

  private final StringWriter err = new StringWriter();
  private final List<String> rows = new ArrayList<>();
  private long bad;

  @Test
  void lines_objectsAndArrays_becomeRowsInOrder() throws IOException {
    pipe(
        Map.of(),
        """
        {"step":1,"metrics":{"loss":0.5}}

        [{"step":2,"metrics":{"loss":0.25,"acc":1}},{"step":3,"metrics":{"acc":"NaN"}}]\r
        {"run":"mine","step":4,"metrics":{"feature_sparsity/1":0.5},"experiment":"e"}
        """);
    assertThat(rows)
        .containsExactly(
            "1@now {loss=0.5} loss 0.5",
            "2@now {acc=1.0, loss=0.25} loss 0.25",
            "3@now {acc=NaN} loss NaN",
            "4@now e {feature_sparsity/1=0.5} loss NaN");
    assertThat(bad).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void lines_withTimes_keepThem() throws IOException {
    pipe(
        Map.of(),
        """
        {"step":1,"time":1.5,"metrics":{"loss":1}}
        {"step":2,"time":"1970-01-01T00:00:02Z","metrics":{"loss":1}}
        """);
    assertThat(rows)
        .containsExactly("1@1500000 {loss=1.0} loss 1.0", "2@2000000 {loss=1.0} loss 1.0");
  }

  @Test
  void lines_someBad_areNamedAndSkippedAndNothingElseIsLost() throws IOException {
    pipe(
        Map.of(),
        """
        {"step":1,"metrics":{"loss":1}}
        nonsense
        {"step":-2,"metrics":{"loss":1}}
        {"run":"other","step":3,"metrics":{"loss":1}}
        {"step":4,"metrics":{"loss":"x"}}
        {"step":5,"metrics":{"loss":5}}
        {"step":6,"metrics":{"loss":6}
        """);
    assertThat(rows).containsExactly("1@now {loss=1.0} loss 1.0", "5@now {loss=5.0} loss 5.0");
    assertThat(bad).isEqualTo(5);
    assertThat(err.toString().lines())
        .hasSize(5)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("line 2: "),
            line -> assertThat(line).startsWith("line 3: ").contains("step"),
            line -> assertThat(line).startsWith("line 4: ").contains("mine").contains("other"),
            line -> assertThat(line).startsWith("line 5: metrics.loss"),
            line -> assertThat(line).startsWith("line 7: "));
  }

  @Test
  void aliases_renameMetrics() throws IOException {
    pipe(
        Map.of(MetricName.parse("train/loss"), MetricName.parse("loss")),
        "{\"step\":1,\"metrics\":{\"train/loss\":2,\"acc\":1}}");
    assertThat(rows).containsExactly("1@now {acc=1.0, loss=2.0} loss 2.0");
  }

  @Test
  void line_tooLong_isSkippedAndTheNextIsRead() throws IOException {
    String padding = " ".repeat(LineInput.LONGEST);
    pipe(
        Map.of(),
        "{\"step\":1,\"metrics\":{}" + padding + "}\n{\"step\":2,\"metrics\":{\"loss\":1}}");
    assertThat(rows).containsExactly("2@now {loss=1.0} loss 1.0");
    assertThat(err.toString()).startsWith("line 1: it has more than 8388608 bytes");
  }

  @Test
  void input_empty_hasNoRows() throws IOException {
    pipe(Map.of(), "");
    assertThat(rows).isEmpty();
    assertThat(bad).isZero();
  }

  private void pipe(Map<MetricName, MetricName> aliases, String text) throws IOException {
    PipedRows piped =
        new PipedRows(new RunId("mine"), aliases, () -> NOW, new PrintWriter(err, true));
    piped.readAll(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), new TextTarget());
    bad = piped.bad();
  }

  /** Writes each row down as text. */
  private final class TextTarget implements PipedRows.Target {
    private String head = "";
    private final Map<String, Double> values = new TreeMap<>();

    @Override
    public void row(long step, long timeMicros, String experiment) {
      head =
          step
              + "@"
              + (timeMicros == NOW ? "now" : timeMicros)
              + (experiment.isEmpty() ? "" : " " + experiment);
      values.clear();
    }

    @Override
    public void put(MetricName name, double value) {
      values.put(name.toString(), value);
    }

    @Override
    public void commit(long step, double loss) {
      rows.add(head + " " + values + " loss " + loss);
    }
  }
}
