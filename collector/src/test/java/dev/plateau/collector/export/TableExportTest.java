package dev.plateau.collector.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plateau.collector.export.ListedRows.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables against an oracle that holds all rows in a map. */
class TableExportTest {
  /** Some 7 rows of random runs, 30 of plain ones. */
  private static final long TINY = 120;

  @TempDir Path out;

  private Path folder() {
    return out.resolve("run=r1");
  }

  private ExportResult export(ExportFormat format, ListedRows rows) throws IOException {
    return export(format, rows, true, 10);
  }

  private ExportResult export(ExportFormat format, ListedRows rows, boolean ended, int records)
      throws IOException {
    return new Exporter(format, out, ExportWatch.NONE, TINY)
        .export(ListedRows.entry("r1", ended, records), run -> rows);
  }

  private Map<String, String> parts() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("part-"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString(),
                  file -> {
                    try {
                      return Files.getLastModifiedTime(file) + " " + RunFolder.sha256(file);
                    } catch (IOException e) {
                      throw new AssertionError(e);
                    }
                  },
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"PARQUET", "CSV", "JSONL"})
  void table_ofRowsThatComeLate_isWhatAnOracleSays(ExportFormat format) throws Exception {
    for (int seed = 0; seed < 6; seed++) {
      out = Files.createTempDirectory(out, "seed");
      List<Row> rows = new RandomRows(seed).rows(seed * 25);
      ExportResult result = export(format, new ListedRows(rows));
      NavigableMap<Long, Row> oracle = RandomRows.oracle(rows);
      assertThat(ExportedTable.read(folder(), format)).as("seed %d", seed).isEqualTo(oracle);
      assertThat(result.rows()).isEqualTo(oracle.size());
      assertThat(result.parts()).isEqualTo(parts().size());
      if (seed > 3) {
        assertThat(result.parts()).isGreaterThan(3);
        assertThat(result.written()).as("parts were amended").isGreaterThan(result.parts());
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ExportFormat.class,
      names = {"PARQUET", "CSV", "JSONL"})
  void export_interruptedAgainAndAgain_isAsIfMadeAtOnce(ExportFormat format) throws Exception {
    List<Row> rows = new RandomRows(77).rows(90);
    Random random = new Random(5);
    for (int at = 3; at < rows.size(); at += 1 + random.nextInt(60)) {
      ListedRows failing = new ListedRows(rows).failingAt(at);
      assertThatThrownBy(() -> export(format, failing))
          .isInstanceOf(InterruptedExportException.class)
          .hasMessageStartingWith("The broker is gone. Run r1 is exported up to ")
          .hasMessageEndingWith("the same command goes on from there.");
      // What a killed process may leave behind.
      Files.writeString(folder().resolve(".part-00001.parquet.tmp"), "half");
    }
    export(format, new ListedRows(rows), false, 10);
    assertThat(ExportedTable.read(folder(), format)).isEqualTo(RandomRows.oracle(rows));
    Map<String, String> before = parts();
    assertThat(export(format, new ListedRows(rows), false, 10).isUnchanged()).isTrue();
    assertThat(parts()).isEqualTo(before);
    assertThat(folder().resolve(".part-00001.parquet.tmp")).doesNotExist();
  }

  /** Rows of consecutive steps with one prompt metric, whose parts therefore are never amended. */
  private static List<Row> plain(long from, long to, int attempt) {
    List<Row> rows = new ArrayList<>();
    for (long step = from; step < to; step++) {
      rows.add(new Row(attempt, step, 1000 * step, Map.of("loss", 1.0 / (step + attempt))));
    }
    return rows;
  }

  @Test
  void export_thatIsThere_isNotTouchedNorRead() throws Exception {
    export(ExportFormat.PARQUET, new ListedRows(plain(0, 200, 1)));
    Map<String, String> before = parts();
    ExportResult again =
        new Exporter(ExportFormat.PARQUET, out, ExportWatch.NONE, TINY)
            .export(
                ListedRows.entry("r1", true, 10),
                run -> {
                  throw new AssertionError("opened");
                });
    assertThat(again.isUnchanged()).isTrue();
    assertThat(again.bytesRead()).isZero();
    assertThat(again.rows()).isEqualTo(200);
    assertThat(parts()).isEqualTo(before);
  }

  @Test
  void run_thatGoesOn_keepsTheFullPartsAndWritesTheLastAnew() throws Exception {
    export(ExportFormat.PARQUET, new ListedRows(plain(0, 200, 1)), false, 10);
    Map<String, String> before = parts();
    ExportResult more = export(ExportFormat.PARQUET, new ListedRows(plain(0, 300, 1)), false, 15);
    assertThat(ExportedTable.read(folder(), ExportFormat.PARQUET))
        .isEqualTo(RandomRows.oracle(plain(0, 300, 1)));
    Map<String, String> after = parts();
    List<String> kept =
        before.keySet().stream().filter(f -> Objects.equals(before.get(f), after.get(f))).toList();
    assertThat(kept).hasSizeGreaterThan(8).hasSizeGreaterThanOrEqualTo(before.size() - 2);
    assertThat(more.written()).isEqualTo(after.size() - kept.size());
  }

  @Test
  void attempt_thatSupersedesSteps_makesThePartsFromThereOnAnew() throws Exception {
    export(ExportFormat.PARQUET, new ListedRows(plain(0, 300, 1)), false, 10);
    Map<String, String> before = parts();
    List<Row> resumed = plain(0, 150, 1);
    resumed.addAll(plain(150, 180, 2));
    export(ExportFormat.PARQUET, new ListedRows(resumed), true, 20);
    assertThat(ExportedTable.read(folder(), ExportFormat.PARQUET))
        .isEqualTo(RandomRows.oracle(resumed));
    Map<String, String> after = parts();
    assertThat(after.size()).isLessThan(before.size());
    // Steps taken back up to where a part ends: nothing is to be written, and the rest goes.
    ExportResult shorter = export(ExportFormat.PARQUET, new ListedRows(plain(0, 60, 1)), true, 30);
    assertThat(shorter.written()).isZero();
    assertThat(parts()).hasSize(4);
    assertThat(ExportedTable.read(folder(), ExportFormat.PARQUET))
        .isEqualTo(RandomRows.oracle(plain(0, 60, 1)));
    assertThat(
            before.keySet().stream()
                .filter(f -> Objects.equals(before.get(f), after.get(f)))
                .count())
        .isGreaterThan(5);
  }

  @Test
  void part_thatWasDamaged_isWrittenAnewAlone() throws Exception {
    List<Row> rows = plain(0, 300, 1);
    export(ExportFormat.CSV, new ListedRows(rows));
    Map<String, String> before = parts();
    Path damaged = folder().resolve("part-00002.csv");
    Files.writeString(damaged, Files.readString(damaged).replace("1", "2"));
    ExportResult again = export(ExportFormat.CSV, new ListedRows(rows));
    assertThat(again.written()).isEqualTo(1);
    assertThat(ExportedTable.read(folder(), ExportFormat.CSV)).isEqualTo(RandomRows.oracle(rows));
    Map<String, String> after = parts();
    assertThat(before.keySet().stream().filter(f -> !Objects.equals(before.get(f), after.get(f))))
        .containsExactly("part-00002.csv");
  }

  @Test
  void log_thatDroppedWhatWasExported_takesNothingAway() throws Exception {
    List<Row> rows = plain(0, 300, 1);
    export(ExportFormat.PARQUET, new ListedRows(rows.subList(0, 250)), false, 10);
    for (int gone : new int[] {1, 77, 78, 79, 250, 299}) {
      ListedRows left = new ListedRows(rows.subList(gone, 300)).beginningLate();
      ExportResult result = export(ExportFormat.PARQUET, left, false, gone);
      assertThat(ExportedTable.read(folder(), ExportFormat.PARQUET))
          .as("%d rows gone", gone)
          .isEqualTo(RandomRows.oracle(rows));
      assertThat(result.beginsLate()).isTrue();
    }
    export(ExportFormat.PARQUET, new ListedRows(List.of()).beginningLate(), true, 400);
    assertThat(ExportedTable.read(folder(), ExportFormat.PARQUET))
        .isEqualTo(RandomRows.oracle(rows));
  }

  @Test
  void formats_ofOneRun_standBesideEachOther() throws Exception {
    List<Row> rows = new RandomRows(3).rows(50);
    for (ExportFormat format :
        List.of(ExportFormat.PARQUET, ExportFormat.CSV, ExportFormat.JSONL)) {
      export(format, new ListedRows(rows));
    }
    for (ExportFormat format :
        List.of(ExportFormat.PARQUET, ExportFormat.CSV, ExportFormat.JSONL)) {
      assertThat(ExportedTable.read(folder(), format)).isEqualTo(RandomRows.oracle(rows));
      assertThat(export(format, new ListedRows(rows)).isUnchanged()).isTrue();
    }
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(name -> name.matches("part-\\d{5}\\.(parquet|csv|jsonl)|run\\.json|\\.lock"));
    }
  }

  @Test
  void run_whoseIdIsDots_staysInItsFolder() throws Exception {
    Path inner = out.resolve("a/b");
    new Exporter(ExportFormat.PARQUET, inner, ExportWatch.NONE)
        .export(ListedRows.entry("..", true, 1), run -> new ListedRows(plain(0, 3, 1)));
    assertThat(inner.resolve("run=../part-00000.parquet")).exists();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files).containsExactly(out.resolve("a"));
    }
  }

  @Test
  void folder_thatAnotherExportUses_isRefused() throws Exception {
    try (RunFolder other = RunFolder.open(out, "r1")) {
      assertThat(other.path()).exists();
      assertThatThrownBy(() -> export(ExportFormat.CSV, new ListedRows(plain(0, 3, 1))))
          .hasMessageStartingWith("Another export is writing into ");
    }
  }

  @Test
  void runFile_ofAnotherMaking_isRefusedWithItsName() throws Exception {
    for (String text :
        List.of(
            "{",
            "[]",
            "{\"run\":\"r1\"}",
            "{\"run\":\"r1\",\"entry\":{},\"exports\":{\"csv\":{\"complete\":true,\"read_to_offset\":1,\"registered\":\"\",\"columns\":{},\"parts\":[{\"file\":\"../x\",\"rows\":1,\"first_step\":0,\"last_step\":0,\"bytes\":1,\"sha256\":\"\",\"content\":\"\",\"amended\":false}],\"left_out\":0}}}")) {
      Files.createDirectories(folder());
      Files.writeString(folder().resolve("run.json"), text);
      assertThatThrownBy(() -> export(ExportFormat.CSV, new ListedRows(plain(0, 3, 1))))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(folder().resolve("run.json") + " is not what an export wrote")
          .hasMessageContaining("export into another one");
    }
  }

  @Test
  void window_atEverySize_cutsTheSameTable() throws Exception {
    List<Row> rows = new RandomRows(9).rows(60);
    for (long cells : IntStream.of(1, 2, 5, 30, 1000).toArray()) {
      Path to = Files.createTempDirectory(out, "cells");
      new Exporter(ExportFormat.JSONL, to, ExportWatch.NONE, cells)
          .export(ListedRows.entry("r1", true, 1), run -> new ListedRows(rows));
      assertThat(ExportedTable.read(to.resolve("run=r1"), ExportFormat.JSONL))
          .as("window of %d", cells)
          .isEqualTo(RandomRows.oracle(rows));
    }
  }
}
