package dev.plateau.collector.export;

/** What a run is exported as. */
public enum ExportFormat {
  /** Apache Parquet, a part of the run a file, compressed with Zstandard. */
  PARQUET("parquet", "parquet"),

  /** Comma-separated values with a header, a part of the run a file; missing values are empty. */
  CSV("csv", "csv"),

  /** One JSON object a line, a part of the run a file; missing values are absent. */
  JSONL("jsonl", "jsonl"),

  /** OpenMetrics text for {@code promtool}, by the trainer's time. */
  OPENMETRICS_WALL("openmetrics", "om"),

  /** OpenMetrics text for {@code promtool}, step s at the second s since 1970. */
  OPENMETRICS_STEP("openmetrics", "om");

  private final String option;
  private final String extension;

  ExportFormat(String option, String extension) {
    this.option = option;
    this.extension = extension;
  }

  /** How people name it. */
  public String option() {
    return option;
  }

  /** What its files end in, without the dot. */
  String extension() {
    return extension;
  }

  /** Its name in run.json. */
  String key() {
    return switch (this) {
      case OPENMETRICS_WALL -> "openmetrics-wall";
      case OPENMETRICS_STEP -> "openmetrics-step";
      default -> option;
    };
  }

  /** Whether it is a table of one row a step. */
  boolean isTable() {
    return this == PARQUET || this == CSV || this == JSONL;
  }
}
