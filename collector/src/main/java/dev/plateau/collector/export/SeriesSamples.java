package dev.plateau.collector.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plateau.collector.expose.MetricSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The samples of one series, ascending by time, as lines of OpenMetrics: in memory until told to go
 * to a file. Of samples with the same time the last one stays; one that goes back in time is left
 * out. For one thread.
 */
final class SeriesSamples {
  private final MetricSeries series;
  private final byte[] name;
  private final Path file;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private long pendingMillis = -1;
  private double pendingValue;
  private long leftOut;

  /**
   * @param file where the lines go
   */
  SeriesSamples(MetricSeries series, String experiment, String run, Path file) {
    this.series = series;
    this.file = file;
    StringBuilder text = new StringBuilder(series.family()).append('{');
    label(text, "experiment", experiment);
    label(text, "run", run);
    List<String> more = series.labels();
    for (int i = 0; i < more.size(); i += 2) {
      label(text, more.get(i), more.get(i + 1));
    }
    text.setCharAt(text.length() - 1, '}');
    name = text.append(' ').toString().getBytes(UTF_8);
  }

  /** An empty label is none, to Prometheus. */
  private static void label(StringBuilder text, String label, String value) {
    if (!value.isEmpty()) {
      text.append(label).append("=\"");
      text.append(value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
      text.append("\",");
    }
  }

  MetricSeries series() {
    return series;
  }

  void add(long millis, double value) {
    if (millis < 0 || millis < pendingMillis) {
      leftOut++;
      return;
    }
    if (millis == pendingMillis) {
      leftOut++;
    } else {
      endLine();
    }
    pendingMillis = millis;
    pendingValue = value;
  }

  private void endLine() {
    if (pendingMillis < 0) {
      return;
    }
    lines.writeBytes(name);
    lines.writeBytes(
        (text(pendingValue) + " " + SampleTime.text(pendingMillis) + "\n").getBytes(UTF_8));
  }

  /** Double.toString, read again, is the same double. */
  private static String text(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(value);
  }

  /** Bytes in memory. */
  int buffered() {
    return lines.size();
  }

  /** Samples that could not be told apart by their time. */
  long leftOut() {
    return leftOut;
  }

  /** Moves what is in memory to the file. */
  void flush() throws IOException {
    if (lines.size() > 0) {
      try (OutputStream out =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        lines.writeTo(out);
      }
      lines.reset();
    }
  }

  /** Writes all lines, the last one too, and removes the file. */
  void moveTo(OutputStream out) throws IOException {
    endLine();
    pendingMillis = -1;
    if (Files.exists(file)) {
      Files.copy(file, out);
      Files.delete(file);
    }
    lines.writeTo(out);
    lines.reset();
  }
}
