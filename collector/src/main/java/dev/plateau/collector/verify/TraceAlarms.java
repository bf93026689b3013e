package dev.plateau.collector.verify;

import java.util.List;

/**
 * A trace's alarms, one detector a column.
 *
 * @param loss of what the trainer saw, in order
 * @param fullLoss of the whole training set's loss, in order
 * @param observations how many values both columns had
 */
public record TraceAlarms(List<Alarm> loss, List<Alarm> fullLoss, long observations) {
  public TraceAlarms {
    loss = List.copyOf(loss);
    fullLoss = List.copyOf(fullLoss);
  }
}
