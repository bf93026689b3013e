package dev.plateau.trainer.network;

import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.api.Model;

/** What a probe reports of a network as it is now, by the names as text. */
final class ProbeValues {
  private ProbeValues() {}

  static Map<String, Double> of(NetworkProbe probe, Model model) {
    return of(probe.bind(TrainedNetwork.of(model)));
  }

  static Map<String, Double> of(BoundProbe probe) {
    Map<String, Double> values = new TreeMap<>();
    probe.capture().report((name, value) -> values.put(name.toString(), value));
    return values;
  }

  /** The only value. */
  static double only(NetworkProbe probe, Model model) {
    Map<String, Double> values = of(probe, model);
    if (values.size() != 1) {
      throw new AssertionError("one value is expected, got " + values);
    }
    return values.values().iterator().next();
  }
}
