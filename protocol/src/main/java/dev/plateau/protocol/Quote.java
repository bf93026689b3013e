package dev.plateau.protocol;

import java.util.regex.Pattern;

/** Makes a foreign value fit to stand in one sentence. */
final class Quote {
  private static final int MAX_LENGTH = 60;
  private static final Pattern UNREADABLE = Pattern.compile("\\p{Cc}|\\p{Cs}");

  private Quote() {}

  /** The text without control characters and halves of characters, cut at 60. */
  static String shortened(String text) {
    String cut = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    return UNREADABLE.matcher(cut).replaceAll("?");
  }
}
