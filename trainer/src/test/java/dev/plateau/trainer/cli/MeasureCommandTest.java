package dev.plateau.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reference cases; models: {@link MeasuredModelTest}. */
class MeasureCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder = Path.of("");

  @Test
  void measure_allReferenceCases_agree() throws Exception {
    List<String> files = fixtures();
    assertThat(files).hasSize(33);
    assertThat(run(files)).isZero();
    List<String> lines = out.toString().lines().toList();
    // Five thresholds of 13 cases, 13 of 14 sparsities, 6 norms.
    assertThat(lines).hasSize(5 * 13 + 13 + 6).allMatch(line -> line.endsWith("\"agrees\":true}"));
    assertThat(err.toString())
        .startsWith(fixture("sparsity-constant-units") + ": feature sparsity is left out: ")
        .hasLineCount(1);
    assertThat(lines.stream().map(MeasureCommandTest::file).distinct())
        .containsExactlyElementsOf(
            files.stream().filter(file -> !file.contains("constant-units")).toList());
  }

  @Test
  void measure_cases_haveTheFieldsInOrder() throws Exception {
    String ranks = fixture("ntk-fc2-tiny-fullphi");
    String raised = fixture("sparsity-one-active");
    assertThat(run(List.of(ranks, raised))).isZero();
    assertThat(out.toString().lines())
        .startsWith(
            "{\"file\":\"%s\",\"kind\":\"ntk_rank\",\"threshold\":1e-2,\"value\":6,\"expected\":6,\"agrees\":true}"
                .formatted(ranks))
        .endsWith(
            "{\"file\":\"%s\",\"kind\":\"feature_sparsity\",\"value\":0.10416666666666667,\"expected\":null,\"agrees\":true}"
                .formatted(raised));
  }

  @Test
  void measure_caseThatDisagrees_isOneAndTheOthersAreMeasured() throws Exception {
    String wrong = changed("ntk-diag-init", "\"rank_1e-4\": 40", "\"rank_1e-4\": 41");
    assertThat(run(List.of(wrong, fixture("w1norm-4x7-r1")))).isEqualTo(1);
    assertThat(out.toString())
        .contains("\"threshold\":1e-4,\"value\":40,\"expected\":41,\"agrees\":false}")
        .hasLineCount(6);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void measure_filesThatCannotBeMeasured_areTwoAndTheOthersAreMeasured() throws Exception {
    String wrong = changed("ntk-diag-init", "\"rank_1e-4\": 40", "\"rank_1e-4\": 41");
    String broken = changed("ntk-diag-init", "\"ntk_rank\"", "ntk_rank");
    String missing = folder.resolve("missing.json").toString();
    String orphan = Files.write(folder.resolve("x.npy"), new byte[] {(byte) 0x93, 'N'}).toString();
    String noModel = Files.write(folder.resolve("m.zip"), new byte[] {'P', 'K', 3, 4}).toString();
    List<String> files =
        List.of(
            broken, missing, folder.toString(), orphan, noModel, wrong, fixture("w1norm-4x7-r1"));
    assertThat(run(files)).isEqualTo(2);
    assertThat(out.toString()).hasLineCount(6);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("plateau: " + broken + ": it is no JSON: line 1: "),
            line -> assertThat(line).isEqualTo("plateau: " + missing + ": there is no such file"),
            line -> assertThat(line).endsWith(": it cannot be read: it is a directory; give files"),
            line ->
                assertThat(line).endsWith("it stands behind no model; samples follow their model"),
            line ->
                assertThat(line).endsWith("its samples are missing; give a .npy file behind it"));
  }

  @Test
  void measure_badOptions_areTwo() {
    assertThat(run(List.of("x", "--irrelevant", "5-2"))).isEqualTo(2);
    assertThat(err.toString()).contains("'5-2' is no list of indices such as 5-14,17");
    assertThat(run(List.of())).isEqualTo(2);
  }

  private String changed(String name, String from, String to) throws Exception {
    String text = Files.readString(Path.of(fixture(name)));
    assertThat(text).contains(from);
    Path file = Files.createTempFile(folder, name, ".json");
    return Files.writeString(file, text.replace(from, to), StandardCharsets.UTF_8).toString();
  }

  private static String file(String line) {
    return line.replaceFirst("^\\{\"file\":\"([^\"]*)\".*", "$1");
  }

  private static String fixture(String name) throws URISyntaxException {
    return folderOfFixtures().resolve(name + ".json").toString();
  }

  private static List<String> fixtures() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folderOfFixtures())) {
      return files.map(Path::toString).filter(name -> name.endsWith(".json")).sorted().toList();
    }
  }

  private static Path folderOfFixtures() throws URISyntaxException {
    String folder = "/dev/plateau/trainer/probe/fixtures";
    return Path.of(
        Objects.requireNonNull(MeasureCommandTest.class.getResource(folder), folder).toURI());
  }

  private int run(List<String> arguments) {
    CommandLine commands = Main.commandLine();
    commands.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commands.execute(
        Stream.concat(Stream.of("measure"), arguments.stream()).toArray(String[]::new));
  }
}
