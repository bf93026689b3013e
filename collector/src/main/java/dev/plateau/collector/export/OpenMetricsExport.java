package dev.plateau.collector.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plateau.collector.expose.MetricSeries;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunRows;
import dev.plateau.protocol.MetricName;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One run's way into a file of OpenMetrics, with the series that /metrics has of it. The text wants
 * all of a series together, while the log has all of a step together: each series gathers in memory
 * and in a file of its own, and at the end they are put behind each other. Made in one go; what was
 * interrupted is made again. For one thread, once.
 */
final class OpenMetricsExport {
  private static final int MAX_BUFFERED = 16 << 20;

  private final RunEntry run;
  private final RunFolder folder;
  private final ExportFormat format;
  private final SampleTime time;
  private final ExportWatch watch;
  private final List<SeriesSamples> series = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private long firstStep = Long.MAX_VALUE;
  private long lastStep = -1;
  private long values;

  OpenMetricsExport(RunEntry run, RunFolder folder, ExportFormat format, ExportWatch watch) {
    this.run = run;
    this.folder = folder;
    this.format = format;
    this.watch = watch;
    time = format == ExportFormat.OPENMETRICS_STEP ? SampleTime.STEP : SampleTime.WALL;
  }

  /** Exports all rows; the caller closes them. */
  ExportResult of(RunRows rows) throws IOException {
    Reading reading = new Reading(run, folder.path(), rows, watch, () -> -1);
    while (reading.advance()) {
      add(rows);
      if ((reading.count() & 0xfff) == 0) {
        flushIfLarge();
      }
    }
    Manifest manifest = write(reading);
    return new ExportResult(
        run.run(),
        folder.path(),
        reading.count(),
        series.size(),
        1,
        1,
        manifest.bytes(),
        rows.bytesRead(),
        lastStep < 0 ? -1 : firstStep,
        lastStep,
        rows.beginsLate(),
        manifest.leftOut());
  }

  private void add(RunRows rows) {
    firstStep = Math.min(firstStep, rows.step());
    lastStep = Math.max(lastStep, rows.step());
    values += rows.size();
    for (int i = 0; i < rows.size(); i++) {
      samples(rows, rows.metric(i)).add(time.millis(rows.step(), rows.timeMicros()), rows.value(i));
    }
  }

  private SeriesSamples samples(RunRows rows, int metric) {
    while (series.size() <= metric) {
      MetricName name = rows.metrics().get(series.size());
      Path file = folder.temporary("series-" + series.size() + "." + format.extension());
      names.add(name.toString());
      series.add(new SeriesSamples(MetricSeries.of(name), run.experiment(), run.run(), file));
    }
    return series.get(metric);
  }

  private void flushIfLarge() throws IOException {
    if (series.stream().mapToLong(SeriesSamples::buffered).sum() > MAX_BUFFERED) {
      for (SeriesSamples one : series) {
        one.flush();
      }
    }
  }

  private Manifest write(Reading reading) throws IOException {
    String name = time.name().toLowerCase(Locale.ROOT) + "." + format.extension();
    Path temporary = folder.temporary(name);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
      for (List<SeriesSamples> family : families()) {
        writeFamily(family, out);
      }
      out.write("# EOF\n".getBytes(UTF_8));
    }
    Part part =
        new Part(
            name,
            reading.count(),
            Math.min(firstStep, lastStep),
            lastStep,
            Files.size(temporary),
            RunFolder.sha256(temporary),
            values + " values",
            false);
    folder.seal(temporary, name);
    Map<String, String> metrics = new LinkedHashMap<>();
    names.forEach(metric -> metrics.put(metric, metric));
    Manifest manifest =
        new Manifest(
            true,
            reading.lastOffset(),
            Manifest.registered(run),
            metrics,
            List.of(part),
            series.stream().mapToLong(SeriesSamples::leftOut).sum());
    folder.save(folder.file().with(run.json(), format, manifest));
    return manifest;
  }

  private Iterable<List<SeriesSamples>> families() {
    Map<String, List<SeriesSamples>> families = new LinkedHashMap<>();
    for (SeriesSamples one : series) {
      families.computeIfAbsent(one.series().family(), family -> new ArrayList<>()).add(one);
    }
    return families.values();
  }

  private static void writeFamily(List<SeriesSamples> family, OutputStream out) throws IOException {
    MetricSeries first = family.get(0).series();
    StringBuilder head = new StringBuilder();
    head.append("# TYPE ").append(first.family()).append(" gauge\n");
    if (!first.unit().isEmpty()) {
      head.append("# UNIT ").append(first.family()).append(' ').append(first.unit()).append('\n');
    }
    head.append("# HELP ").append(first.family()).append(' ').append(first.help()).append('\n');
    out.write(head.toString().getBytes(UTF_8));
    for (SeriesSamples one : family) {
      one.moveTo(out);
    }
  }
}
