package dev.plateau.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Any message that the protocol can say, drawn from a seed; the corners are drawn often. */
final class RandomMessages {
  /** Doubles that codecs like to change on the way. */
  static final double[] HARD_VALUES = {
    0.0,
    -0.0,
    Double.NaN,
    Double.longBitsToDouble(0x7ff8_0000_dead_beefL),
    Double.longBitsToDouble(0xfff0_0000_0000_0001L),
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    -Double.MIN_NORMAL,
    Double.MAX_VALUE,
    0.1,
    1e15 / 3,
  };

  private static final long[] HARD_TIMES = {
    0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, -62_135_596_800_000_000L, 1_790_000_000_123_456L
  };
  private static final long[] HARD_COUNTS = {0, 1, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE};
  private static final String[] TEXTS = {
    "", "loss", "ünïcödé", "損失", "𝛼 step", "a\"b\\c", "{\"x\":1}", " ", "a=b,c", "%s"
  };
  private static final String[] NAMES = {
    "loss", "full_loss", "損失", "𝛼", "a b", "\"quoted\"", "back\\slash", "a/b", "a/b/", "/", "x/y/z"
  };

  private final SplittableRandom random;

  RandomMessages(long seed) {
    random = new SplittableRandom(seed);
  }

  Envelope envelope() {
    Message message =
        switch (random.nextInt(5)) {
          case 0 -> started();
          case 1 -> finished();
          case 2 -> new RunDeleted();
          default -> batch();
        };
    return new Envelope(run(), origin(), message);
  }

  RunId run() {
    int length = random.nextInt(4) == 0 ? 128 : 1 + random.nextInt(12);
    String alphabet = "abcXYZ019._-";
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < length; i++) {
      id.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return new RunId(id.toString());
  }

  Origin origin() {
    return random.nextInt(3) == 0
        ? new Origin.Unsequenced()
        : new Origin.Sequenced(SessionId.random(random), Math.min(count(), Long.MAX_VALUE - 1));
  }

  StepBatch batch() {
    int rows =
        switch (random.nextInt(6)) {
          case 0 -> 0;
          case 1 -> 1;
          default -> random.nextInt(40);
        };
    long[] steps = new long[rows];
    long[] times = new long[rows];
    long firstStep = count();
    long firstTime = time();
    boolean steady = random.nextBoolean();
    for (int row = 0; row < rows; row++) {
      steps[row] = steady ? Math.max(0, firstStep - row) : count();
      times[row] = steady ? firstTime + 1_000L * row : time();
    }
    List<Column> columns = new ArrayList<>();
    for (MetricName name : names()) {
      columns.add(column(name, rows));
    }
    return new StepBatch(steps, times, count(), columns, text());
  }

  private Column column(MetricName name, int rows) {
    int[] some = random.ints(rows / 2, 0, Math.max(1, rows)).distinct().sorted().toArray();
    double[] values = new double[some.length == 0 ? rows : some.length];
    Arrays.setAll(values, i -> value());
    return new Column(name, some, values);
  }

  private Set<MetricName> names() {
    Set<MetricName> names = new LinkedHashSet<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      String metric = NAMES[random.nextInt(NAMES.length)];
      names.add(
          random.nextBoolean()
              ? MetricName.of(metric)
              : MetricName.of(metric, NAMES[random.nextInt(NAMES.length)]));
    }
    return names;
  }

  RunStarted started() {
    String experiment = text();
    return new RunStarted(
        experiment.isEmpty() ? "e" : experiment,
        text(),
        texts(),
        texts(),
        time(),
        count(),
        count());
  }

  RunFinished finished() {
    RunFinished.Outcome[] outcomes = RunFinished.Outcome.values();
    return new RunFinished(outcomes[random.nextInt(outcomes.length)], text(), time(), count());
  }

  private Map<String, String> texts() {
    Map<String, String> texts = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      texts.put(text(), text());
    }
    return texts;
  }

  private String text() {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  private double value() {
    return random.nextBoolean()
        ? HARD_VALUES[random.nextInt(HARD_VALUES.length)]
        : Double.longBitsToDouble(random.nextLong());
  }

  private long time() {
    return random.nextBoolean() ? HARD_TIMES[random.nextInt(HARD_TIMES.length)] : random.nextLong();
  }

  private long count() {
    return random.nextBoolean()
        ? HARD_COUNTS[random.nextInt(HARD_COUNTS.length)]
        : random.nextLong() >>> random.nextInt(1, 64);
  }
}
