package dev.plateau.collector.replay;

import dev.plateau.collector.log.MemoryRuns;
import dev.plateau.collector.run.Trainer;
import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatch;
import dev.plateau.protocol.StepBatchBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A random run with all that can go wrong with one: resumed before its end, by trainers that do not
 * know of each other; records twice, late, lost; probes that answer late; values that are no
 * numbers; and with a loss that stabilizes and falls again.
 */
final class RecordedRun {
  static final String RUN = "original";
  private static final String[] PROBES = {"ntk_rank", "feature_sparsity/1", "test_loss"};

  private final Random random;
  private final List<Envelope> records = new ArrayList<>();
  private long clock = Trainer.START_MICROS;

  private RecordedRun(Random random) {
    this.random = random;
  }

  /** A run of so many sessions. */
  static MemoryRuns of(Random random, int sessions) {
    return new RecordedRun(random).recorded(sessions, false);
  }

  /** A run of a producer that counts nothing. */
  static MemoryRuns unsequenced(Random random) {
    return new RecordedRun(random).recorded(1, true);
  }

  private MemoryRuns recorded(int sessions, boolean unsequenced) {
    List<Envelope> before = new ArrayList<>();
    long step = 0;
    for (int s = 1; s <= sessions; s++) {
      step = Math.max(0, step - random.nextInt(200));
      SessionId session = new SessionId(s, random.nextLong());
      List<Message> said = session(step, s < sessions);
      step += said.stream().mapToLong(RecordedRun::size).sum();
      List<Envelope> placed = new ArrayList<>();
      for (int i = 0; i < said.size(); i++) {
        Origin origin = unsequenced ? new Origin.Unsequenced() : new Origin.Sequenced(session, i);
        boolean isSaid = !unsequenced || said.get(i) instanceof StepBatch;
        // Some are lost, but not those that only one session has one of.
        boolean isLost = said.get(i) instanceof StepBatch && i > 1 && random.nextInt(40) == 0;
        if (isSaid && !isLost) {
          placed.add(new Envelope(new RunId(RUN), origin, said.get(i)));
        }
      }
      // What the network still holds of it comes when the next one has begun.
      int held = s < sessions ? random.nextInt(3) : 0;
      int arrived = Math.max(1, placed.size() - held);
      arrive(placed.subList(0, arrived), before);
      before = new ArrayList<>(placed.subList(arrived, placed.size()));
      clock += random.nextInt(100_000_000);
    }
    return new MemoryRuns().addAll(records);
  }

  private static long size(Message message) {
    return message instanceof StepBatch batch ? batch.size() : 0;
  }

  /** In order but for some, with some twice, and some of the older session between them. */
  private void arrive(List<Envelope> placed, List<Envelope> before) {
    for (int i = 0; i < placed.size(); i++) {
      boolean swapped = i > 1 && i + 1 < placed.size() && random.nextInt(30) == 0;
      records.add(placed.get(swapped ? i + 1 : i));
      if (swapped) {
        records.add(placed.get(i++));
      }
      if (random.nextInt(15) == 0) {
        records.add(placed.get(random.nextInt(i + 1)));
      }
      if (!before.isEmpty() && random.nextInt(3) == 0) {
        records.add(before.remove(0));
      }
    }
  }

  private List<Message> session(long firstStep, boolean interrupted) {
    List<Message> said = new ArrayList<>();
    said.add(
        new RunStarted(
            "exp", "A run", Map.of("seed", "1"), Map.of("team", "a"), clock, 3000, firstStep));
    long step = firstStep;
    for (int batches = 4 + random.nextInt(40); batches > 0; batches--) {
      StepBatch batch = batch(step, 1 + random.nextInt(60));
      said.add(batch);
      step += batch.size();
      if (random.nextInt(5) == 0) {
        said.add(late(firstStep + random.nextInt((int) (step - firstStep))));
      }
    }
    if (!interrupted || random.nextBoolean()) {
      RunFinished.Outcome[] outcomes = RunFinished.Outcome.values();
      RunFinished.Outcome outcome = outcomes[random.nextInt(outcomes.length)];
      String reason = outcome == RunFinished.Outcome.FAILED ? "disk full" : "";
      if (random.nextInt(4) > 0) {
        said.add(new RunFinished(outcome, reason, clock, random.nextInt(3)));
      }
    }
    return said;
  }

  private StepBatch batch(long from, int size) {
    StepBatchBuilder rows = new StepBatchBuilder();
    for (long step = from; step < from + size; step++) {
      clock += random.nextInt(300) == 0 ? 20_000_000 : random.nextInt(20_000);
      rows.row(step, clock);
      rows.value(rows.column(MetricName.of("loss")), loss(step));
      rows.value(rows.column(MetricName.of("learning_rate")), step < 900 ? 0.3 : 0.1);
      if (random.nextInt(30) == 0) {
        rows.value(rows.column(probe()), random.nextInt(9) == 0 ? odd() : random.nextDouble());
      }
    }
    return rows.build(random.nextInt(2), "");
  }

  /** Stays at a level for some hundred steps, then falls to the next. */
  private double loss(long step) {
    if (random.nextInt(2000) == 0) {
      return Double.NaN;
    }
    int stage = Math.toIntExact(step / 450);
    return Math.pow(0.3, stage) * (0.5 + 0.01 * random.nextGaussian());
  }

  private StepBatch late(long step) {
    StepBatchBuilder rows = new StepBatchBuilder();
    rows.row(step, clock);
    rows.value(rows.column(probe()), random.nextDouble());
    return rows.build(0, "");
  }

  private MetricName probe() {
    return MetricName.parse(PROBES[random.nextInt(PROBES.length)]);
  }

  private double odd() {
    return random.nextBoolean() ? Double.NEGATIVE_INFINITY : Double.NaN;
  }
}
