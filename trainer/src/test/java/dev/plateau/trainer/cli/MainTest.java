package dev.plateau.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train diagonl                                | unknown experiment 'diagonl'; did you mean 'diagonal'?
          train                                        | EXPERIMENT
          train diagonal teacher-student-3             | one experiment
          train diagonal --set rat=constant            | unknown setting 'rat'; did you mean 'rate'?
          train diagonal --set rate                    | takes key=value, got 'rate'
          train diagonal --steps 0                     | --steps must be >= 1, got 0
          train diagonal --steps many                  | 'many' is not a whole number
          train diagonal --seed 1.5                    | '1.5' is not a whole number
          train diagonal --pace 0                      | --pace must be a number above 0, got 0
          train diagonal --mode offline                | mode=offline
          train diagonal --run-id a/b                  | a/b
          train diagonal --mode disabled --set rate=no | setting rate must be one of
          train diagonal --mode disabled --set ntk-rank=2 | setting ntk-rank: a schedule is every:N
          train support-linear --mode disabled --set batch-size=0 | -1 (all) or from 1 to 10000, got '0'
          train support-linear --mode disabled --set learning-rate=fast | must be a number >= 0, got 'fast'
          train diagonal --mode online --kafka-config no.such.file | kafka-config=no.such.file
          train diagonal --bootstrap-servers kafka     | bootstrap-servers=kafka
          train diagonal --stepz 5                     | --stepz
          train diagonal --checkpoint-every 0          | --checkpoint-every must be >= 1, got 0
          train --resume nobody                        | there is no checkpoint of run 'nobody' in checkpoints
          train --resume a/b                           | a/b
          pipe                                         | --run
          pipe --run mine --planned-steps -1           | --planned-steps must be >= 0, got -1
          pipe --run mine --alias loss                 | --alias takes key=value, got 'loss'
          pipe --run mine/2                            | mine/2
          trian                                        | trian
          """)
  void command_notUnderstood_isTwoAndOneSentence(String line, String sentence) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);
    assertThat(err.toString()).startsWith("plateau: ").contains(sentence);
    assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void train_disabled_endsWithASummary() {
    int code =
        run(
            "train",
            "diagonal",
            "--steps",
            "50",
            "--mode",
            "disabled",
            "--run-id",
            "mine",
            "--set",
            "measure=every:10",
            "ntk-rank=every:50");
    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString().strip()).startsWith("run mine: diagonal, seed 0, 50 steps");
    assertThat(lastLine()).matches("run mine: 50 steps in .* s, not published");
  }

  @Test
  void train_diverging_isOneAndSaysWhere() {
    int code =
        run(
            "train",
            "diagonal",
            "--steps",
            "2000",
            "--mode",
            "disabled",
            "rate=constant",
            "rate-scale=40");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("diverged").contains("at step");
  }

  @Test
  void experiments_table_namesAllWithTheirSettings() {
    assertThat(run("experiments")).isZero();
    assertThat(out.toString())
        .contains("support-linear", "diagonal", "teacher-student-3", "batch-size", "[L] Fig. 2");
  }

  @Test
  void experiments_json_isAnArray() {
    assertThat(run("experiments", "--json")).isZero();
    assertThat(out.toString().strip()).startsWith("[").endsWith("]").contains("\"diagonal\"");
  }

  @Test
  void pipe_badLine_isOneAndTheRestIsCounted() {
    String lines = "{\"step\":1,\"metrics\":{\"loss\":1}}\nbad\n{\"step\":2,\"metrics\":{}}\n";
    int code = piped(lines, "pipe", "--run", "mine", "--mode", "disabled");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).startsWith("line 2: ");
    assertThat(lastLine()).matches("run mine: 2 steps in .* s, not published, 1 bad lines skipped");
  }

  @Test
  void pipe_goodLines_isZero() {
    String lines = "{\"step\":1,\"metrics\":{\"a/b\":1}}\n";
    int code = piped(lines, "pipe", "--run", "mine", "--mode", "disabled", "--alias", "a/b=loss");
    assertThat(code).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void pipe_kafkaConfigMissing_isTwoAndOneSentence() {
    String row = "{\"step\":1,\"metrics\":{\"loss\":1}}";
    String[] line = {"pipe", "--run", "mine", "--mode", "online", "--kafka-config", "no.such.file"};
    assertThat(piped(row, line)).isEqualTo(2);
    assertThat(err.toString()).startsWith("plateau: kafka-config=no.such.file: ");
    assertThat(err.toString().lines()).hasSizeLessThanOrEqualTo(2);
  }

  private int piped(String text, String... args) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      return run(args);
    } finally {
      System.setIn(before);
    }
  }

  private int run(String... args) {
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commands.execute(args);
  }

  private String lastLine() {
    return out.toString().lines().reduce("", (before, line) -> line);
  }
}
