package dev.plateau.collector.look;

import dev.plateau.collector.log.ResolvedRows;
import dev.plateau.collector.log.RunEntry;
import dev.plateau.collector.log.RunLog;
import dev.plateau.collector.log.RunRows;
import dev.plateau.protocol.MetricName;
import java.io.IOException;
import java.util.function.DoubleConsumer;

/**
 * Reads the curve of a metric from the log: of all rows where that is cheap, else of samples.
 *
 * <p>Stateless but for what it is told when it is made.
 */
public final class CurveReader {
  /**
   * What is read whole unless told otherwise. 256 MB are some 2.7 million steps of a dozen metrics,
   * which take a few seconds to fetch and decode. Below that, sampling saves next to nothing: each
   * place costs a connection. A curve that hides no spike is worth waiting so long.
   */
  public static final long WHOLE_BYTES = 256L << 20;

  /** As much is read before it is guessed how much there is. */
  private static final long PROBE_BYTES = 4L << 20;

  /** A place of a sample may read this part of what is read whole: all together an eighth. */
  private static final int PLACE_SHARE = 128;

  private final long wholeBytes;
  private final DoubleConsumer progress;

  /**
   * @param wholeBytes a run with more bytes in its range of the log than this is sampled
   * @param progress told how far the reading is, from 0 to 1
   */
  public CurveReader(long wholeBytes, DoubleConsumer progress) {
    this.wholeBytes = wholeBytes;
    this.progress = progress;
  }

  /**
   * Reads the curve.
   *
   * @throws dev.plateau.collector.log.LogUnavailableException if the log cannot be read
   */
  public CurveReading read(RunLog log, RunEntry run, MetricName metric) throws IOException {
    try (RunRows rows = ResolvedRows.open(log, run)) {
      MetricCurve curve = new MetricCurve();
      MetricRows values = new MetricRows(rows, metric);
      while (values.advance()) {
        if (values.hasValue()) {
          if (values.step() <= curve.lastStep()) {
            // Deleted and begun anew: what was before does not count.
            curve = new MetricCurve();
          }
          curve.add(values.step(), values.value());
        }
        if (values.isTimeToTell()) {
          if (isTooLong(rows) && CurveSamples.isPossible(run)) {
            return new CurveSamples(log, run, metric, wholeBytes / PLACE_SHARE, progress).read();
          }
          progress.accept(rows.progress());
        }
      }
      return new CurveReading(
          metric, curve, values.firstStepRead(), rows.beginsLate(), 0, 1, rows.bytesRead());
    }
  }

  private boolean isTooLong(RunRows rows) {
    return rows.bytesRead() > Math.min(PROBE_BYTES, wholeBytes)
        && rows.bytesRead() > wholeBytes * rows.progress();
  }
}
