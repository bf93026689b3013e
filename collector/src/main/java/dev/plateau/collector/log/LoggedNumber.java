package dev.plateau.collector.log;

import com.fasterxml.jackson.databind.JsonNode;

/** A number of Plateau's JSON, in which those that are not finite are texts. */
public final class LoggedNumber {
  private LoggedNumber() {}

  /** Reads it; NaN where there is none. */
  public static double of(JsonNode value) {
    if (value.isNumber()) {
      return value.asDouble();
    }
    return switch (value.asText()) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.NaN;
    };
  }
}
