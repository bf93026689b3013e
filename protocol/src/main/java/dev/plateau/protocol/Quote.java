package dev.plateau.protocol;

/** Makes a foreign value fit to stand in one sentence. */
final class Quote {
  private static final int MAX_LENGTH = 60;

  private Quote() {}

  /** The text without control characters, cut at 60 characters. */
  static String shortened(String text) {
    String cut = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
