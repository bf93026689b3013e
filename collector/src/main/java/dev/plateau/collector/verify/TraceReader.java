package dev.plateau.collector.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one trace: gzipped CSV with the columns {@code step,loss,lr,full_loss}. Steps ascend; a
 * blank loss was not recorded at that step, a blank learning rate is unchanged; numbers may be
 * {@code nan}, {@code inf} and {@code -inf}.
 */
final class TraceReader {
  static final String HEADER = "step,loss,lr,full_loss";

  private static final int COLUMNS = 4;
  private static final int LONGEST_QUOTE = 60;
  private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9.]+([eE][-+]?[0-9]+)?");

  private final Path file;
  private final TraceListener listener;
  private long line;
  private long lastStep = -1;

  private TraceReader(Path file, TraceListener listener) {
    this.file = file;
    this.listener = listener;
  }

  /**
   * Reads the whole file.
   *
   * @throws MalformedTraceException naming file, line and value
   * @throws IOException if the file cannot be opened
   */
  static void read(Path file, TraceListener listener) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      new TraceReader(file, listener).readGzip(bytes);
    }
  }

  private void readGzip(InputStream bytes) throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(bytes), StandardCharsets.UTF_8))) {
      readHeader(lines.readLine());
      for (String row = lines.readLine(); row != null; row = lines.readLine()) {
        line++;
        readRow(row);
      }
    } catch (MalformedTraceException e) {
      throw e;
    } catch (IOException e) {
      throw new MalformedTraceException(file, line + 1, e);
    }
  }

  private void readHeader(@Nullable String header) throws MalformedTraceException {
    line++;
    if (header == null || !header.equals(HEADER)) {
      throw malformed("expected the header " + HEADER + ", found " + quote(header));
    }
  }

  private void readRow(String row) throws MalformedTraceException {
    String[] cells = row.split(",", -1);
    if (cells.length != COLUMNS) {
      throw malformed(
          "expected " + COLUMNS + " columns, found " + cells.length + " in " + quote(row));
    }
    long step = readStep(cells[0]);
    if (!cells[2].isEmpty()) {
      listener.learningRate(step, readNumber("lr", cells[2]));
    }
    if (!cells[1].isEmpty()) {
      listener.loss(step, readNumber("loss", cells[1]));
    }
    if (!cells[3].isEmpty()) {
      listener.fullLoss(step, readNumber("full_loss", cells[3]));
    }
  }

  private long readStep(String cell) throws MalformedTraceException {
    long step;
    try {
      step = Long.parseLong(cell);
    } catch (NumberFormatException e) {
      throw malformed("step must be a whole number, got " + quote(cell));
    }
    if (step <= lastStep) {
      throw malformed("step must be > " + lastStep + ", got " + step);
    }
    lastStep = step;
    return step;
  }

  private double readNumber(String column, String cell) throws MalformedTraceException {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> readDecimal(column, cell);
    };
  }

  private double readDecimal(String column, String cell) throws MalformedTraceException {
    try {
      // parseDouble alone would take 1d, 0x1p3 and blanks around a number.
      if (DECIMAL.matcher(cell).matches()) {
        return Double.parseDouble(cell);
      }
    } catch (NumberFormatException e) {
      // As 1.2.3: refused below.
    }
    throw malformed(column + " must be a number, nan, inf or -inf, got " + quote(cell));
  }

  private MalformedTraceException malformed(String reason) {
    return new MalformedTraceException(file, line, reason);
  }

  private static String quote(@Nullable String text) {
    if (text == null) {
      return "nothing";
    }
    String cut = text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    return "'" + cut.replaceAll("\\p{Cntrl}", "?") + "'";
  }
}
