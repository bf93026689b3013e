package dev.plateau.collector.phase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plateau.collector.phase.PhaseEvent.Diverged;
import dev.plateau.collector.phase.PhaseEvent.StabilizationBegan;
import dev.plateau.collector.phase.PhaseEvent.StabilizationEnded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;

/** One of the artificial streams of synthetic.json, with the reference's alarms. */
record SyntheticStream(String name, List<Double> losses, List<Alarm> alarms) {
  /** An alarm in 0-based observations. */
  record Alarm(long observation, String kind, long plateauStart, long onset) {
    /** The alarm that an event of a stream whose steps are its observations stands for. */
    static List<Alarm> of(PhaseEvent event) {
      if (event instanceof StabilizationBegan) {
        return List.of();
      }
      if (event instanceof StabilizationEnded ended) {
        return List.of(
            new Alarm(ended.detectionStep(), "drop", ended.plateauStartStep(), ended.onsetStep()));
      }
      Diverged diverged = (Diverged) event;
      return List.of(
          new Alarm(
              diverged.detectionStep(),
              "diverged",
              diverged.plateauStartStep(),
              diverged.onsetStep()));
    }
  }

  static List<SyntheticStream> all() {
    try (InputStream in = SyntheticStream.class.getResourceAsStream("/traces/synthetic.json")) {
      JsonNode root = new ObjectMapper().readTree(Objects.requireNonNull(in));
      List<SyntheticStream> streams = new ArrayList<>();
      root.properties().forEach(e -> streams.add(read(e.getKey(), e.getValue())));
      return streams;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SyntheticStream read(String name, JsonNode stream) {
    List<Double> losses = new ArrayList<>();
    for (JsonNode loss : stream.required("loss")) {
      losses.add(loss.isTextual() ? Double.valueOf(loss.textValue()) : loss.doubleValue());
    }
    List<Alarm> alarms = new ArrayList<>();
    for (JsonNode alarm : stream.required("alarms")) {
      alarms.add(
          new Alarm(
              alarm.required("observation").longValue(),
              alarm.required("kind").textValue(),
              alarm.required("plateau_start").longValue(),
              alarm.required("onset").longValue()));
    }
    return new SyntheticStream(name, losses, alarms);
  }

  double[] values() {
    return losses.stream().flatMapToDouble(DoubleStream::of).toArray();
  }

  @Override
  public String toString() {
    return name;
  }
}
