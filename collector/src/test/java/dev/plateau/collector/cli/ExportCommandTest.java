package dev.plateau.collector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.collector.log.ArchiveWriter;
import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.RunFinished;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ExportCommandTest {
  @TempDir private Path folder;
  private Path archive;
  private Path out;
  private final MemoryRuns log = new MemoryRuns();
  private final StringWriter printed = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void name() {
    archive = folder.resolve("archive");
    out = folder.resolve("out");
  }

  /** A run of one metric from the beginning and another one from the middle on. */
  private void add(String run, int steps) {
    Trainer trainer = new Trainer(run, run.hashCode());
    log.add(trainer.started("exp", 0));
    log.add(trainer.steps(0, steps / 2, step -> Map.of("loss", 1.0 / (1 + step))));
    log.add(
        trainer.steps(
            steps / 2,
            steps,
            step -> Map.of("loss", 1.0 / (1 + step), "feature_sparsity/1", step / 1000.0)));
    log.add(trainer.finished(RunFinished.Outcome.COMPLETED));
  }

  private void archive() throws Exception {
    ArchiveWriter writer = new ArchiveWriter(archive);
    for (RunEntry run : log.runs()) {
      writer.write(log, run, fraction -> {});
    }
  }

  private int export(String... args) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(printed, true));
    command.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("export"));
    all.addAll(List.of(args));
    all.addAll(List.of("--archive", archive.toString(), "--out", out.toString()));
    return command.execute(all.toArray(String[]::new));
  }

  private static List<String> ask(String sql) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          row.append(i > 1 ? " " : "").append(result.getString(i));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  @Test
  void runs_exportedTogether_areAskedAtOnceByTheQueryOfTheHelp() throws Exception {
    add("a", 100);
    add("b", 300);
    archive();
    assertThat(export("a", "b", "a", "--format", "parquet")).isZero();
    assertThat(err.toString()).isEmpty();
    assertThat(printed.toString().lines())
        .hasSize(2)
        .allMatch(line -> line.matches("[ab]: [13]00 rows of 2 metrics in 1 file, .* kB, in .*"));

    // What --help says, word by word but for the folder.
    String help = new CommandLine(new ExportCommand()).getUsageMessage();
    String query =
        help.substring(help.indexOf("SELECT run"), help.indexOf(';', help.indexOf("SELECT run")));
    assertThat(ask(query.replace("DIR/", out + "/") + " ORDER BY run"))
        .containsExactly("a 99 0.01", "b 299 " + 1.0 / 300);

    // One of many: how sparse the features were when the loss fell below a level.
    assertThat(
            ask(
                """
                SELECT run, arg_min("feature_sparsity/1", step) FILTER (loss < 0.008) AS sparsity
                FROM read_parquet('DIR/*/*.parquet', union_by_name = true)
                GROUP BY run ORDER BY sparsity
                """
                    .replace("DIR", out.toString())))
        .containsExactly("b 0.15", "a null");
    assertThat(
            ask(
                "SELECT decode(value) FROM parquet_kv_metadata('"
                    + out
                    + "/run=a/*.parquet') WHERE decode(key) IN ('run', 'experiment', 'config')"
                    + " ORDER BY key"))
        .containsExactly("{\"seed\":\"1\"}", "exp", "a");
  }

  @Test
  void export_again_saysThatNothingIsNew() throws Exception {
    add("a", 100);
    archive();
    assertThat(export("a", "--format", "openmetrics", "--time", "step")).isZero();
    assertThat(export("a", "--format", "openmetrics", "--time", "step")).isZero();
    assertThat(printed.toString().lines().skip(1))
        .singleElement()
        .asString()
        .endsWith(" as before; nothing new.");
    assertThat(Files.readString(out.resolve("run=a/step.om")))
        .contains("plateau_run_loss{experiment=\"exp\",run=\"a\"} 0.01 99\n")
        .endsWith("\n# EOF\n");
  }

  @Test
  void run_whoseBeginningIsGone_isExportedWithAWarning() throws Exception {
    add("a", 100);
    log.dropFirst(2);
    archive();
    assertThat(export("a", "--format", "csv")).isZero();
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "The log has dropped the beginning of run a (retention): there are data from step 50"
                + " on.");
  }

  @Test
  void wallTimes_thatCannotBeToldApart_areCountedInOneSentence() throws Exception {
    Trainer trainer = new Trainer("a", 1);
    log.add(trainer.started("exp", 0));
    var batch = new dev.plateau.protocol.StepBatchBuilder();
    for (int step = 0; step < 3; step++) {
      batch.row(step, 5_000_000 + 400L * step);
      batch.value(batch.column(dev.plateau.protocol.MetricName.of("loss")), step);
    }
    log.add(trainer.next(batch.build(0, "")));
    archive();
    assertThat(export("a", "--format", "openmetrics")).isZero();
    assertThat(err.toString())
        .startsWith("2 values of run a were left out: ")
        .contains("--time step")
        .hasLineCount(1);
    assertThat(Files.readString(out.resolve("run=a/wall.om"))).contains("} 2.0 5\n");
  }

  @Test
  void run_thatIsUnknown_endsBeforeAnythingIsWritten() throws Exception {
    add("alpha", 10);
    archive();
    assertThat(export("alpha", "alph", "--format", "csv")).isEqualTo(1);
    assertThat(err.toString())
        .contains("no run 'alph'")
        .contains("did you mean 'alpha'?")
        .hasLineCount(1);
    assertThat(out).doesNotExist();
  }

  @Test
  void out_thatIsAFile_isRefusedInOneSentence() throws Exception {
    add("a", 10);
    archive();
    Files.writeString(out, "");
    assertThat(export("a", "--format", "csv")).isEqualTo(1);
    assertThat(err.toString()).startsWith("cannot make the folder " + out).hasLineCount(1);
  }

  @Test
  void arguments_thatAreNone_areRefused() {
    assertThat(export("a", "--format", "xlsx")).isEqualTo(2);
    assertThat(export("a", "--format", "csv", "--time", "step")).isEqualTo(2);
    assertThat(export("a", "--format", "openmetrics", "--time", "epoch")).isEqualTo(2);
    assertThat(export("--format", "csv")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--format: parquet, csv, jsonl or openmetrics, got 'xlsx'.")
        .contains("--time is for --format openmetrics")
        .contains("--time: wall or step, got 'epoch'.");
  }
}
