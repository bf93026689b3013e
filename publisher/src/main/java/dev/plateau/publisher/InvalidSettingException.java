package dev.plateau.publisher;

/** A setting that cannot be used. Its message is one sentence: key, value, what to do. */
public final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param key the setting, spelled as it was given: {@code linger} or {@code PLATEAU_LINGER}
   * @param value what was given
   * @param advice what a right value looks like, or what to do
   */
  InvalidSettingException(String key, String value, String advice) {
    super(key + "=" + value + ": " + advice);
  }
}
