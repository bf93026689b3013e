package dev.plateau.collector.verify;

import dev.plateau.protocol.Envelope;
import dev.plateau.protocol.Message;
import dev.plateau.protocol.MetricName;
import dev.plateau.protocol.Origin;
import dev.plateau.protocol.RunDeleted;
import dev.plateau.protocol.RunFinished;
import dev.plateau.protocol.RunId;
import dev.plateau.protocol.RunStarted;
import dev.plateau.protocol.SessionId;
import dev.plateau.protocol.StepBatchBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Trainers of one run that do all that can happen: losses that stabilize, fall, rise and are no
 * numbers, records that are lost, come twice or late, garbage, two trainers at once, resumed and
 * deleted runs.
 */
final class RandomTrainers {
  private final RunId run;
  private final Random random;
  private final List<Session> sessions = new ArrayList<>();
  private final List<Envelope> said = new ArrayList<>();
  private final List<Envelope> heldBack = new ArrayList<>();
  private final boolean unsequenced;
  private double level;
  private double rate = 0.1;

  private static final class Session {
    final SessionId id;
    long sequence;
    long step;

    Session(SessionId id, long step) {
      this.id = id;
      this.step = step;
    }
  }

  RandomTrainers(String run, Random random) {
    this.run = new RunId(run);
    this.random = random;
    unsequenced = random.nextInt(8) == 0;
  }

  /** The next thing that one of the trainers does. */
  void act(LiveCollector collector) {
    if (sessions.isEmpty()) {
      restart(collector);
      return;
    }
    int dice = random.nextInt(100);
    if (dice < 70) {
      steps(collector);
    } else if (dice < 74) {
      collector.append(run.value(), new byte[] {7, 7, (byte) random.nextInt()});
    } else if (dice < 79 && !said.isEmpty()) {
      collector.append(said.get(random.nextInt(said.size())));
    } else if (dice < 83 && !heldBack.isEmpty()) {
      collector.append(heldBack.remove(random.nextInt(heldBack.size())));
    } else if (dice < 86) {
      last().sequence += unsequenced ? 0 : 1 + random.nextInt(3);
    } else if (dice < 91) {
      say(collector, last(), new RunFinished(outcome(), "why", 1, random.nextInt(3)));
    } else if (dice < 95) {
      restart(collector);
    } else if (dice < 97) {
      collector.append(new Envelope(run, new Origin.Unsequenced(), new RunDeleted()));
    } else {
      level -= 1.5;
      rate *= 0.3;
    }
  }

  private RunFinished.Outcome outcome() {
    RunFinished.Outcome[] all = RunFinished.Outcome.values();
    return all[random.nextInt(all.length)];
  }

  private void restart(LiveCollector collector) {
    long first = sessions.isEmpty() ? 0 : Math.max(0, last().step - random.nextInt(200));
    sessions.add(new Session(new SessionId(random.nextLong(), random.nextLong()), first));
    if (random.nextInt(4) > 0) {
      Map<String, String> tags = random.nextBoolean() ? Map.of("replay_of", "other") : Map.of();
      String experiment = random.nextInt(5) == 0 ? "second" : "first";
      say(
          collector,
          last(),
          new RunStarted(experiment, "name", Map.of("a", "b"), tags, 1, 1000, first));
    } else {
      steps(collector);
    }
  }

  private Session last() {
    return sessions.get(sessions.size() - 1);
  }

  /** Now and then an older trainer is still there. */
  private Session someone() {
    return random.nextInt(15) == 0 ? sessions.get(random.nextInt(sessions.size())) : last();
  }

  private void steps(LiveCollector collector) {
    Session session = someone();
    StepBatchBuilder rows = new StepBatchBuilder();
    for (int i = 20 + random.nextInt(80); i > 0; i--) {
      rows.row(session.step, 1_600_000_000_000_000L + 1000 * session.step);
      double loss =
          random.nextInt(4000) == 0
              ? Double.NaN
              : Math.pow(10, level + 0.1 * random.nextGaussian());
      rows.value(rows.column(new MetricName("loss", "")), loss);
      rows.value(rows.column(new MetricName("learning_rate", "")), rate);
      if (session.step % 5 == 0) {
        rows.value(rows.column(new MetricName("full_loss", "")), loss * 1.1);
      }
      if (random.nextInt(200) == 0) {
        double separated = random.nextInt(4) == 0 ? Double.NaN : session.step - 10;
        rows.value(rows.column(new MetricName("support_separated_step", "")), separated);
      }
      session.step++;
    }
    say(collector, session, rows.build(random.nextInt(3), "first"));
  }

  private void say(LiveCollector collector, Session session, Message message) {
    Origin origin =
        unsequenced
            ? new Origin.Unsequenced()
            : new Origin.Sequenced(session.id, session.sequence++);
    Envelope envelope = new Envelope(run, origin, message);
    if (!unsequenced && random.nextInt(20) == 0) {
      heldBack.add(envelope);
    } else {
      said.add(envelope);
      collector.append(envelope);
    }
  }
}
