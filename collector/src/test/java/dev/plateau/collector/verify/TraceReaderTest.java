package dev.plateau.collector.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceReaderTest {
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("t.csv.gz");
  }

  private List<String> read(String text) throws IOException {
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return read();
  }

  private List<String> read() throws IOException {
    List<String> heard = new ArrayList<>();
    TraceReader.read(
        file,
        new TraceListener() {
          @Override
          public void learningRate(long step, double value) {
            heard.add("rate " + step + " " + value);
          }

          @Override
          public void loss(long step, double value) {
            heard.add("loss " + step + " " + value);
          }

          @Override
          public void fullLoss(long step, double value) {
            heard.add("full " + step + " " + value);
          }
        });
    return heard;
  }

  @Test
  void trace_withBlanksAndNonFinites_isHeardInTheOrderOfSteps_theRateFirst() throws IOException {
    String text = TraceReader.HEADER + "\n0,1.5e-3,0.1,2\n5,,,inf\n7,nan,,\n9,-inf,0.01,-1.\n";
    assertThat(read(text))
        .containsExactly(
            "rate 0 0.1",
            "loss 0 0.0015",
            "full 0 2.0",
            "full 5 Infinity",
            "loss 7 NaN",
            "rate 9 0.01",
            "loss 9 -Infinity",
            "full 9 -1.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          x,1,,       | step must be a whole number, got 'x'
          2,1,,       | step must be > 2, got 2
          3,1         | expected 4 columns, found 2 in '3,1'
          3,1d,,      | loss must be a number, nan, inf or -inf, got '1d'
          3,1.2.3,,   | loss must be a number, nan, inf or -inf, got '1.2.3'
          3,,fast,    | lr must be a number, nan, inf or -inf, got 'fast'
          3,,,0x1p3   | full_loss must be a number, nan, inf or -inf, got '0x1p3'
          """)
  void badLine_anywhere_isNamedWithFileLineAndValue(String line, String reason) {
    assertThatThrownBy(() -> read(TraceReader.HEADER + "\n2,1,,\n" + line + "\n"))
        .isInstanceOf(MalformedTraceException.class)
        .hasMessage(file + ", line 3: " + reason);
  }

  @Test
  void header_ofOtherColumns_isRefused() {
    assertThatThrownBy(() -> read("step,loss\n"))
        .hasMessage(
            file + ", line 1: expected the header step,loss,lr,full_loss, found 'step,loss'");
  }

  @Test
  void file_thatIsEmptyCutShortOrNotGzip_isRefused() throws IOException {
    assertThatThrownBy(() -> read("")).hasMessageContaining("line 1: expected the header");

    read(TraceReader.HEADER + "\n2,1,,\n");
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 6));
    assertThatThrownBy(this::read).hasMessageStartingWith(file + ", line ");

    Files.writeString(file, TraceReader.HEADER);
    assertThatThrownBy(this::read).hasMessage(file + ", line 1: Not in GZIP format");
  }
}
