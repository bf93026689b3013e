package dev.plateau.collector.verify;

import dev.plateau.collector.phase.DetectorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of loss traces, {@code *.csv.gz}; other files in it are left alone. */
public final class TraceFolder {
  private static final String SUFFIX = ".csv.gz";

  private final List<Path> files;

  private TraceFolder(List<Path> files) {
    this.files = files;
  }

  /**
   * Lists the folder.
   *
   * @throws IOException saying so, if there is no such folder or no trace in it
   */
  public static TraceFolder open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder);
    }
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> files = entries.filter(path -> path.toString().endsWith(SUFFIX)).toList();
      if (files.isEmpty()) {
        throw new IOException("there is no *" + SUFFIX + " file in the folder " + folder);
      }
      return new TraceFolder(files);
    }
  }

  /**
   * Folds every trace, both columns, each through a detector of its own.
   *
   * @return the alarms by file name, in its order
   * @throws IOException naming file, line and value, if a trace is malformed
   */
  public SortedMap<String, TraceAlarms> alarms(DetectorKind detector) throws IOException {
    SortedMap<String, TraceAlarms> alarms = new TreeMap<>();
    for (Path file : files) {
      alarms.put(String.valueOf(file.getFileName()), alarms(file, detector));
    }
    return Collections.unmodifiableSortedMap(alarms);
  }

  private static TraceAlarms alarms(Path file, DetectorKind detector) throws IOException {
    ColumnFold loss = new ColumnFold(detector.begin());
    ColumnFold fullLoss = new ColumnFold(detector.begin());
    TraceReader.read(
        file,
        new TraceListener() {
          @Override
          public void learningRate(long step, double value) {
            loss.learningRate(step, value);
            fullLoss.learningRate(step, value);
          }

          @Override
          public void loss(long step, double value) {
            loss.observe(step, value);
          }

          @Override
          public void fullLoss(long step, double value) {
            fullLoss.observe(step, value);
          }
        });
    return new TraceAlarms(
        loss.alarms(), fullLoss.alarms(), loss.observations() + fullLoss.observations());
  }
}
