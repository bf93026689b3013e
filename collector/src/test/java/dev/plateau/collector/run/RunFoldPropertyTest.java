package dev.plateau.collector.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.SessionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random streams against an oracle that remembers everything. */
class RunFoldPropertyTest {

  /** Outcomes by sets of all sequences seen, which the fold must not keep. */
  private static final class Oracle {
    private final Map<SessionId, Set<Long>> seen = new HashMap<>();
    private final List<SessionId> order = new ArrayList<>();

    Outcome outcome(Envelope envelope) {
      Origin.Sequenced origin = (Origin.Sequenced) envelope.origin();
      if (!seen.containsKey(origin.session())) {
        order.add(origin.session());
      }
      boolean isNew =
          seen.computeIfAbsent(origin.session(), s -> new HashSet<>()).add(origin.sequence());
      if (!isNew) {
        return Outcome.DUPLICATE;
      }
      return order.get(order.size() - 1).equals(origin.session())
          ? Outcome.APPLIED
          : Outcome.SUPERSEDED;
    }

    long missing() {
      return seen.values().stream()
          .mapToLong(s -> s.stream().mapToLong(v -> v).max().orElse(-1) + 1 - s.size())
          .sum();
    }
  }

  private static List<Envelope> stream(Random random) {
    List<Envelope> records = new ArrayList<>();
    int sessions = 1 + random.nextInt(4);
    long step = 0;
    for (int s = 1; s <= sessions; s++) {
      Trainer trainer = new Trainer("r1", s);
      step = Math.max(0, step - random.nextInt(40));
      records.add(trainer.started("exp", step));
      for (int i = random.nextInt(30); i > 0; i--) {
        long to = step + 1 + random.nextInt(20);
        if (random.nextInt(10) == 0) {
          trainer.skip();
        }
        records.add(trainer.steps(step, to, n -> metrics(random)));
        step = to;
      }
      if (random.nextBoolean()) {
        records.add(trainer.finished(RunFinished.Outcome.COMPLETED));
      }
    }
    // Some come again, some come late, over the borders of sessions too.
    for (int i = records.size() / 5; i > 0; i--) {
      records.add(random.nextInt(records.size()), records.get(random.nextInt(records.size())));
    }
    for (int i = records.size() / 20; i > 0; i--) {
      records.add(random.nextInt(records.size()), records.remove(random.nextInt(records.size())));
    }
    return records;
  }

  private static Map<String, Double> metrics(Random random) {
    return random.nextInt(30) == 0
        ? Map.of("loss", random.nextDouble(), "support_separated_step", 7.0)
        : Map.of("loss", random.nextDouble());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void ledger_ofRandomStreams_balancesAndEqualsTheOracle(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      FoldedRun run = new FoldedRun("r1");
      Oracle oracle = new Oracle();
      long received = 0;
      for (Envelope envelope : stream(random)) {
        if (random.nextInt(15) == 0) {
          run.malformed();
          received++;
        }
        assertThat(run.apply(envelope)).isEqualTo(oracle.outcome(envelope));
        received++;
        Totals totals = run.totals();
        assertThat(totals.received()).isEqualTo(received);
        for (Outcome outcome : Outcome.values()) {
          assertThat(totals.records(outcome))
              .isEqualTo(run.outcomes.stream().filter(outcome::equals).count());
        }
        assertThat(run.view().ledger().missing()).isEqualTo(oracle.missing());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void fold_resumedFromItsBytesAnywhere_givesTheSameEventsAndState(long seed) {
    Random random = new Random(seed);
    int separated = 0;
    for (int round = 0; round < 50; round++) {
      FoldedRun unbroken = new FoldedRun("r1");
      FoldedRun resumed = new FoldedRun("r1");
      for (Envelope envelope : stream(random)) {
        unbroken.apply(envelope);
        resumed.resume();
        resumed.apply(envelope);
        if (random.nextInt(40) == 0) {
          Envelope delete =
              new Envelope(envelope.run(), new Origin.Unsequenced(), new RunDeleted());
          unbroken.apply(delete);
          resumed.apply(delete);
        } else if (random.nextInt(40) == 0) {
          unbroken.passADay();
          resumed.passADay();
        }
      }
      assertThat(resumed.events).isEqualTo(unbroken.events);
      assertThat(resumed.events).extracting(e -> e.header().id()).doesNotHaveDuplicates();
      separated += resumed.events(RunEvent.SupportSeparated.class).size();
      if (!unbroken.state.isForgotten()) {
        assertThat(resumed.view()).isEqualTo(unbroken.view());
      }
      assertThat(RunStateCodec.encode(resumed.state))
          .isEqualTo(RunStateCodec.encode(unbroken.state));
    }
    assertThat(separated).as("supports that were separated").isGreaterThan(50);
  }
}
