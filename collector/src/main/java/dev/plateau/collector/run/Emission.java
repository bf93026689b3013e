package dev.plateau.collector.run;

import dev.plateau.collector.run.RunEvent.Header;
import dev.plateau.protocol.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the events of one fold step and gives each its header. */
final class Emission {
  private final RunState state;
  private final long timeMicros;
  private final List<RunEvent> events = new ArrayList<>();

  Emission(RunState state, long timeMicros) {
    this.state = state;
    this.timeMicros = timeMicros;
  }

  long timeMicros() {
    return timeMicros;
  }

  void add(RunEvent event) {
    events.add(event);
  }

  List<RunEvent> events() {
    return List.copyOf(events);
  }

  /**
   * A header whose id is the hash of run, session and the parts given.
   *
   * @param step step at which the event was seen
   * @param parts what tells the event from others of the same session
   */
  Header header(long step, Object... parts) {
    Optional<Attempt> attempt = state.attempts.present();
    Object[] all = new Object[parts.length + 2];
    all[0] = state.run;
    all[1] = attempt.map(a -> a.session).map(SessionId::toString).orElse("");
    System.arraycopy(parts, 0, all, 2, parts.length);
    return new Header(
        EventId.of(all),
        state.run.value(),
        state.description.experiment(),
        attempt.map(a -> a.number).orElse(0),
        step,
        timeMicros,
        state.description.replayOf());
  }

  /**
   * A header for an event of the run's life that a message tells: numbered, as the same may happen
   * again. What only the watermark tells must not be numbered with these: who folds the log anew
   * may not see it.
   */
  Header lifeHeader(String kind) {
    return header(state.attempts.lastStep(), kind, state.lifeEvents++);
  }
}
