package dev.plateau.collector.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plateau.collector.run.Outcome;
import dev.plateau.collector.run.Totals;
import dev.plateau.protocol.Envelope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code received = applied + duplicate + superseded + malformed}: random streams are sent whose
 * every record's outcome is known to the sender, and the books are compared with his.
 */
class LedgerPropertyTest {
  private static final int RUNS = 5;
  private static final int RECORDS = 600;

  private final Map<String, Map<Outcome, Long>> expected = new HashMap<>();
  private final List<RunScript> scripts = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void books_ofRandomStreams_areTheSenders(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < RUNS; i++) {
      scripts.add(new RunScript("run-" + i, random));
    }
    long unkeyed = 0;
    try (FoldDriver driver = new FoldDriver()) {
      for (int i = 0; i < RECORDS; i++) {
        if (random.nextInt(20) == 0) {
          driver.send(null, garbage(random));
          unkeyed++;
        } else {
          scripts.get(random.nextInt(RUNS)).sendOne(driver);
        }
      }
      driver.pass(RunProcessor.REGISTRY_PERIOD);

      driver.registry().forEach((run, entry) -> assertBooks(run, entry));
      Totals totals = driver.views.totals();
      assertThat(totals.received()).isEqualTo(RECORDS);
      assertThat(totals.applied()).isEqualTo(sum(Outcome.APPLIED));
      assertThat(totals.duplicate()).isEqualTo(sum(Outcome.DUPLICATE)).isPositive();
      assertThat(totals.superseded()).isEqualTo(sum(Outcome.SUPERSEDED)).isPositive();
      assertThat(totals.malformed()).isEqualTo(sum(Outcome.MALFORMED) + unkeyed);
      assertThat(driver.deadLetters()).hasSize((int) totals.malformed());
    }
  }

  private void assertBooks(String run, JsonNode entry) {
    JsonNode ledger = entry.get("ledger");
    long received = 0;
    for (Outcome outcome : Outcome.values()) {
      long booked = ledger.get(outcome.label()).asLong();
      assertThat(booked).as(run + " " + outcome).isEqualTo(expected(run, outcome));
      received += booked;
    }
    assertThat(ledger.get("received").asLong()).isEqualTo(received);
  }

  private long expected(String run, Outcome outcome) {
    return expected.getOrDefault(run, Map.of()).getOrDefault(outcome, 0L);
  }

  private long sum(Outcome outcome) {
    return expected.values().stream().mapToLong(of -> of.getOrDefault(outcome, 0L)).sum();
  }

  private static byte[] garbage(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(40)];
    random.nextBytes(bytes);
    // A field number that no message has, of a wire type that does not exist.
    bytes[0] = (byte) 0xff;
    return bytes;
  }

  /** A run of several sessions, of which records get lost, come again, and come late. */
  private final class RunScript {
    private final String run;
    private final Random random;
    private final List<Envelope> said = new ArrayList<>();
    private final List<Envelope> heldBack = new ArrayList<>();
    private final List<Envelope> saidBefore = new ArrayList<>();
    private final List<Envelope> heldBackBefore = new ArrayList<>();
    private Trainer trainer;
    private int sessions = 1;
    private boolean pendingStart = true;

    RunScript(String run, Random random) {
      this.run = run;
      this.random = random;
      this.trainer = new Trainer(run, sessions);
    }

    void sendOne(FoldDriver driver) {
      int dice = random.nextInt(100);
      if (pendingStart) {
        pendingStart = false;
        say(driver, trainer.start());
      } else if (dice < 55) {
        say(driver, trainer.steps(1 + random.nextInt(5)));
      } else if (dice < 62) {
        heldBack.add(trainer.steps(1));
        say(driver, trainer.steps(1));
      } else if (dice < 70 && !heldBack.isEmpty()) {
        say(driver, heldBack.remove(random.nextInt(heldBack.size())));
      } else if (dice < 80) {
        repeat(driver, said);
      } else if (dice < 85 && !saidBefore.isEmpty()) {
        repeat(driver, saidBefore);
      } else if (dice < 90 && !heldBackBefore.isEmpty()) {
        Envelope late = heldBackBefore.remove(random.nextInt(heldBackBefore.size()));
        driver.send(late);
        count(Outcome.SUPERSEDED);
        saidBefore.add(late);
      } else if (dice < 94) {
        driver.send(run, garbage(random));
        count(Outcome.MALFORMED);
      } else {
        restart(driver);
      }
    }

    private void restart(FoldDriver driver) {
      saidBefore.addAll(said);
      heldBackBefore.addAll(heldBack);
      said.clear();
      heldBack.clear();
      trainer = new Trainer(run, ++sessions);
      say(driver, trainer.start());
    }

    private void say(FoldDriver driver, Envelope envelope) {
      driver.send(envelope);
      said.add(envelope);
      count(Outcome.APPLIED);
    }

    private void repeat(FoldDriver driver, List<Envelope> from) {
      driver.send(from.get(random.nextInt(from.size())));
      count(Outcome.DUPLICATE);
    }

    private void count(Outcome outcome) {
      expected
          .computeIfAbsent(run, r -> new EnumMap<>(Outcome.class))
          .merge(outcome, 1L, Long::sum);
    }
  }
}
