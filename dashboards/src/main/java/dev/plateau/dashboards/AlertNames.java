package dev.plateau.dashboards;

import java.util.List;

/** Names of the alerts in {@code prometheus/plateau.rules.yml}; a test holds them together. */
final class AlertNames {
  static final List<String> ALL =
      List.of(
          "LossStabilizationEnded",
          "ManyStabilizationsEnded",
          "Diverged",
          "RunFailed",
          "RunLost",
          "RunStalled",
          "DroppedSteps",
          "MissingRecords",
          "RunIdConflict",
          "MalformedRecords",
          "CollectorLagging",
          "CollectorDown");

  private AlertNames() {}
}
